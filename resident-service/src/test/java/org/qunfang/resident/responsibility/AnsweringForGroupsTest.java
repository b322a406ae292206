package org.qunfang.resident.responsibility;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.GroupAssignedToUnit;
import org.qunfang.events.ResidentEvent.GroupDutyEvent;
import org.qunfang.events.ResidentEvent.GroupReleasedFromUnit;
import org.qunfang.events.ResidentEvent.UnitDissolved;
import org.qunfang.events.ResidentEvent.UnitEvent;
import org.qunfang.events.ResidentEvent.UnitRegistered;
import org.qunfang.resident.responsibility.GroupDutyCommand.AssignGroup;
import org.qunfang.resident.responsibility.GroupDutyCommand.ReleaseGroup;
import org.qunfang.resident.responsibility.UnitCommand.DissolveUnit;
import org.qunfang.resident.responsibility.UnitCommand.RegisterUnit;
import org.qunfang.testing.GivenWhenThen;

class AnsweringForGroupsTest {

  private static final UUID GROUP = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID BUREAU = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID SCHOOL = UUID.fromString("00000000-0000-7000-8000-000000000003");

  private final GivenWhenThen<GroupDutyCommand, GroupDuty, GroupDutyEvent> groups =
      rules(new GroupDutyDecider());
  private final GivenWhenThen<UnitCommand, Unit, UnitEvent> units = rules(new UnitDecider());

  @Test
  void aGroupHasOneUnit() {
    GroupAssignedToUnit assigned = new GroupAssignedToUnit(GROUP, BUREAU);
    groups.given().when(new AssignGroup(GROUP, BUREAU, false)).then(assigned);
    groups.given(assigned).when(new AssignGroup(GROUP, BUREAU, false)).thenNothing();
    groups
        .given(assigned)
        .when(new AssignGroup(GROUP, SCHOOL, false))
        .then(new GroupReleasedFromUnit(GROUP, BUREAU), new GroupAssignedToUnit(GROUP, SCHOOL));
    groups.given(assigned).when(new ReleaseGroup()).then(new GroupReleasedFromUnit(GROUP, BUREAU));
    groups.given().when(new ReleaseGroup()).thenNothing();
  }

  @Test
  void aUnitThatIsGoneAnswersForNobody() {
    groups
        .given()
        .when(new AssignGroup(GROUP, BUREAU, true))
        .thenRejected(UnitRejection.UNIT_DISSOLVED);
  }

  @Test
  void aUnitGoesWhenItAnswersForNobody() {
    UnitRegistered registered = new UnitRegistered(BUREAU);
    units.given().when(new RegisterUnit(BUREAU)).then(registered);
    units
        .given(registered)
        .when(new RegisterUnit(BUREAU))
        .thenRejected(UnitRejection.UNIT_ALREADY_REGISTERED);
    units
        .given(registered)
        .when(new DissolveUnit(1))
        .thenRejected(UnitRejection.UNIT_ANSWERS_FOR_GROUPS);
    units.given(registered).when(new DissolveUnit(0)).then(new UnitDissolved(BUREAU));
    units.given(registered, new UnitDissolved(BUREAU)).when(new DissolveUnit(0)).thenNothing();
    units.given().when(new DissolveUnit(0)).thenRejected(UnitRejection.NO_SUCH_UNIT);
  }
}
