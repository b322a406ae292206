package org.qunfang.resident.returning;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskAreaCorrected;
import org.qunfang.events.ResidentEvent.RiskAreaDeclared;
import org.qunfang.events.ResidentEvent.RiskAreaEvent;
import org.qunfang.events.ResidentEvent.RiskAreaLifted;
import org.qunfang.events.ResidentEvent.RiskAreaWithdrawn;
import org.qunfang.resident.returning.RiskArea.Listed;
import org.qunfang.resident.returning.RiskArea.Period;
import org.qunfang.resident.returning.RiskArea.Unlisted;
import org.qunfang.resident.returning.RiskAreaCommand.Change;
import org.qunfang.resident.returning.RiskAreaCommand.Correct;
import org.qunfang.resident.returning.RiskAreaCommand.Declare;
import org.qunfang.resident.returning.RiskAreaCommand.Lift;
import org.qunfang.resident.returning.RiskAreaCommand.Withdraw;

/** The rules of the list of risk areas: on any day a division has one level there, or none. */
public final class RiskAreaDecider implements Decider<RiskAreaCommand, RiskArea, RiskAreaEvent> {

  @Override
  public RiskArea initial() {
    return new Unlisted();
  }

  @Override
  public Decision<RiskAreaEvent> decide(RiskAreaCommand command, RiskArea state) {
    return switch (command) {
      case Declare declare -> declare(declare, periods(state));
      case Change change ->
          switch (state) {
            case Unlisted() -> unknown();
            case Listed area -> change(change, area, area.periods().get(change.id()));
          };
      case Lift lift ->
          switch (state) {
            case Unlisted() -> unknown();
            case Listed area -> lift(lift, area, area.periods().get(lift.id()));
          };
      case Correct correct ->
          switch (state) {
            case Unlisted() -> unknown();
            case Listed area -> correct(correct, area, area.periods().get(correct.id()));
          };
      case Withdraw(UUID id) ->
          switch (state) {
            case Unlisted() -> unknown();
            case Listed area ->
                area.periods().containsKey(id)
                    ? accept(new RiskAreaWithdrawn(id, area.division()))
                    : unknown();
          };
    };
  }

  private static Decision<RiskAreaEvent> unknown() {
    return reject(RiskAreaRejection.NO_SUCH_RISK_PERIOD);
  }

  /** The list is published every day, and most of it was on it the day before. */
  private static Decision<RiskAreaEvent> declare(Declare command, Map<UUID, Period> periods) {
    if (command.period().endsBeforeItBegins()) {
      return reject(RiskAreaRejection.RISK_PERIOD_ENDS_FIRST);
    }
    if (periods.containsValue(command.period())) {
      return accept();
    }
    return meetsAnother(command.id(), command.period(), periods)
        ? reject(RiskAreaRejection.RISK_PERIODS_OVERLAP)
        : accept(declared(command.id(), command.division(), command.period()));
  }

  private static RiskAreaDeclared declared(UUID id, Division division, Period period) {
    return new RiskAreaDeclared(id, division, period.level(), period.from(), period.until());
  }

  private static Decision<RiskAreaEvent> change(
      Change command, Listed area, @Nullable Period before) {
    if (before == null) {
      return unknown();
    }
    if (!command.from().isAfter(before.from())) {
      return reject(RiskAreaRejection.RISK_PERIOD_NOT_BEGUN);
    }
    if (!before.holdsOn(command.from())) {
      return reject(RiskAreaRejection.RISK_PERIOD_ENDED);
    }
    if (before.level() == command.level()) {
      return accept();
    }
    Period after = new Period(command.level(), command.from(), before.until());
    return accept(
        new RiskAreaLifted(
            command.id(), area.division(), before.level(), command.from().minusDays(1)),
        declared(command.next(), area.division(), after));
  }

  private static Decision<RiskAreaEvent> lift(Lift command, Listed area, @Nullable Period before) {
    if (before == null) {
      return unknown();
    }
    if (command.until().isBefore(before.from())) {
      return reject(RiskAreaRejection.RISK_PERIOD_ENDS_FIRST);
    }
    if (command.until().equals(before.until())) {
      return accept();
    }
    return before.holdsOn(command.until())
        ? accept(new RiskAreaLifted(command.id(), area.division(), before.level(), command.until()))
        : reject(RiskAreaRejection.RISK_PERIOD_ENDED);
  }

  private static Decision<RiskAreaEvent> correct(
      Correct command, Listed area, @Nullable Period before) {
    if (before == null) {
      return unknown();
    }
    Period right = command.period();
    if (right.endsBeforeItBegins()) {
      return reject(RiskAreaRejection.RISK_PERIOD_ENDS_FIRST);
    }
    if (right.equals(before)) {
      return accept();
    }
    return meetsAnother(command.id(), right, area.periods())
        ? reject(RiskAreaRejection.RISK_PERIODS_OVERLAP)
        : accept(
            new RiskAreaCorrected(
                command.id(), area.division(), right.level(), right.from(), right.until()));
  }

  private static boolean meetsAnother(UUID id, Period period, Map<UUID, Period> periods) {
    return periods.entrySet().stream()
        .anyMatch(other -> !other.getKey().equals(id) && other.getValue().meets(period));
  }

  private static Map<UUID, Period> periods(RiskArea state) {
    return switch (state) {
      case Unlisted() -> Map.of();
      case Listed area -> area.periods();
    };
  }

  @Override
  public RiskArea evolve(RiskArea state, RiskAreaEvent event) {
    Map<UUID, Period> periods = new HashMap<>(periods(state));
    return switch (event) {
      case RiskAreaDeclared e -> {
        periods.put(e.period(), new Period(e.level(), e.from(), e.until()));
        yield listed(e.division(), periods);
      }
      case RiskAreaLifted e -> {
        periods.computeIfPresent(e.period(), (id, period) -> period.until(e.until()));
        yield listed(e.division(), periods);
      }
      case RiskAreaCorrected e -> {
        periods.put(e.period(), new Period(e.level(), e.from(), e.until()));
        yield listed(e.division(), periods);
      }
      case RiskAreaWithdrawn e -> {
        periods.remove(e.period());
        yield listed(e.division(), periods);
      }
    };
  }

  private static Listed listed(Division division, Map<UUID, Period> periods) {
    return new Listed(division, Map.copyOf(periods));
  }
}
