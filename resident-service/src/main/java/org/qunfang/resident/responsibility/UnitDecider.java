package org.qunfang.resident.responsibility;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.UnitDissolved;
import org.qunfang.events.ResidentEvent.UnitEvent;
import org.qunfang.events.ResidentEvent.UnitRegistered;
import org.qunfang.resident.responsibility.Unit.Active;
import org.qunfang.resident.responsibility.Unit.Dissolved;
import org.qunfang.resident.responsibility.Unit.Unknown;
import org.qunfang.resident.responsibility.UnitCommand.DissolveUnit;
import org.qunfang.resident.responsibility.UnitCommand.RegisterUnit;

/** The rules of a unit: it goes only when it answers for nobody. */
public final class UnitDecider implements Decider<UnitCommand, Unit, UnitEvent> {

  @Override
  public Unit initial() {
    return new Unknown();
  }

  @Override
  public Decision<UnitEvent> decide(UnitCommand command, Unit state) {
    return switch (command) {
      case RegisterUnit(UUID id) ->
          state instanceof Unknown
              ? accept(new UnitRegistered(id))
              : reject(UnitRejection.UNIT_ALREADY_REGISTERED);
      case DissolveUnit(int groups) ->
          switch (state) {
            case Unknown() -> reject(UnitRejection.NO_SUCH_UNIT);
            case Active(UUID id) ->
                groups == 0
                    ? accept(new UnitDissolved(id))
                    : reject(UnitRejection.UNIT_ANSWERS_FOR_GROUPS);
            case Dissolved() -> accept();
          };
    };
  }

  @Override
  public Unit evolve(Unit state, UnitEvent event) {
    return switch (event) {
      case UnitRegistered(UUID unit) -> new Active(unit);
      case UnitDissolved dissolved -> new Dissolved();
    };
  }
}
