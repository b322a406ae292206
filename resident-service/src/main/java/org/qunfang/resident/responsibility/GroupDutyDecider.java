package org.qunfang.resident.responsibility;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.GroupAssignedToUnit;
import org.qunfang.events.ResidentEvent.GroupDutyEvent;
import org.qunfang.events.ResidentEvent.GroupReleasedFromUnit;
import org.qunfang.resident.responsibility.GroupDuty.Nobodys;
import org.qunfang.resident.responsibility.GroupDuty.OfUnit;
import org.qunfang.resident.responsibility.GroupDutyCommand.AssignGroup;
import org.qunfang.resident.responsibility.GroupDutyCommand.ReleaseGroup;

/** The rules of which unit answers for a group: one at a time, that is there. */
public final class GroupDutyDecider
    implements Decider<GroupDutyCommand, GroupDuty, GroupDutyEvent> {

  @Override
  public GroupDuty initial() {
    return new Nobodys();
  }

  @Override
  public Decision<GroupDutyEvent> decide(GroupDutyCommand command, GroupDuty state) {
    return switch (command) {
      case AssignGroup(UUID group, UUID unit, boolean dissolved) ->
          dissolved
              ? reject(UnitRejection.UNIT_DISSOLVED)
              : assign(new GroupAssignedToUnit(group, unit), state);
      case ReleaseGroup() ->
          switch (state) {
            case Nobodys() -> accept();
            case OfUnit(UUID group, UUID unit) -> accept(new GroupReleasedFromUnit(group, unit));
          };
    };
  }

  private static Decision<GroupDutyEvent> assign(GroupAssignedToUnit assigned, GroupDuty state) {
    return switch (state) {
      case Nobodys() -> accept(assigned);
      case OfUnit(UUID group, UUID unit) ->
          unit.equals(assigned.unit())
              ? accept()
              : accept(new GroupReleasedFromUnit(group, unit), assigned);
    };
  }

  @Override
  public GroupDuty evolve(GroupDuty state, GroupDutyEvent event) {
    return switch (event) {
      case GroupAssignedToUnit(UUID group, UUID unit) -> new OfUnit(group, unit);
      case GroupReleasedFromUnit released -> new Nobodys();
    };
  }
}
