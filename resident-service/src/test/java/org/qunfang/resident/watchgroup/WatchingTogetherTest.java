package org.qunfang.resident.watchgroup;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.ChangeSettlement;
import org.qunfang.events.ResidentEvent.OccupantChange;
import org.qunfang.events.ResidentEvent.OccupantChangeEvent;
import org.qunfang.events.ResidentEvent.OccupantChangeReported;
import org.qunfang.events.ResidentEvent.OccupantChangeSettled;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupDissolved;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupFormed;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupLeaderChosen;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupRegrouped;
import org.qunfang.events.ResidentEvent.WatchGroupEvent;
import org.qunfang.resident.watchgroup.OccupantReportCommand.ReportChange;
import org.qunfang.resident.watchgroup.OccupantReportCommand.SettleChange;
import org.qunfang.resident.watchgroup.WatchGroupCommand.ChooseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.DissolveGroup;
import org.qunfang.resident.watchgroup.WatchGroupCommand.FormGroup;
import org.qunfang.resident.watchgroup.WatchGroupCommand.LoseHousehold;
import org.qunfang.resident.watchgroup.WatchGroupCommand.LoseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.Regroup;
import org.qunfang.testing.GivenWhenThen;

class WatchingTogetherTest {

  private static final UUID GROUP = new UUID(1, 0);
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);
  private static final UUID RESIDENT = new UUID(2, 1);
  private static final UUID REPORT = new UUID(3, 1);
  private static final TenHouseholdGroupFormed FORMED =
      new TenHouseholdGroupFormed(GROUP, List.of(FIRST, SECOND), FIRST, null);

  private final GivenWhenThen<WatchGroupCommand, WatchGroup, WatchGroupEvent> groups =
      rules(new WatchGroupDecider());
  private final GivenWhenThen<OccupantReportCommand, OccupantReport, OccupantChangeEvent> reports =
      rules(new OccupantReportDecider());

  private static Set<UUID> households(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(number -> new UUID(0, number))
        .collect(Collectors.toSet());
  }

  @Test
  void aboutTenHouseholdsAreAGroup() {
    groups.given().when(new FormGroup(GROUP, households(2), FIRST, null)).then(FORMED);
    groups
        .given()
        .when(new FormGroup(GROUP, households(21), FIRST, null))
        .thenRejected(WatchGroupRejection.NOT_ABOUT_TEN);
    groups
        .given()
        .when(new FormGroup(GROUP, Set.of(), FIRST, null))
        .thenRejected(WatchGroupRejection.NOT_ABOUT_TEN);
  }

  @Test
  void oneOfThemLeads() {
    groups
        .given()
        .when(new FormGroup(GROUP, households(2), GROUP, null))
        .thenRejected(WatchGroupRejection.LEADER_NOT_IN_GROUP);
    var chosen = new TenHouseholdGroupLeaderChosen(GROUP, SECOND, RESIDENT);
    groups.given(FORMED).when(new ChooseLeader(SECOND, RESIDENT)).then(chosen);
    groups.given(FORMED, chosen).when(new ChooseLeader(SECOND, RESIDENT)).thenNothing();
    groups
        .given(FORMED)
        .when(new ChooseLeader(GROUP, null))
        .thenRejected(WatchGroupRejection.LEADER_NOT_IN_GROUP);
  }

  @Test
  void aGroupIsFormedAnewButNotWithoutItsLeader() {
    groups.given(FORMED).when(new Regroup(households(2))).thenNothing();
    groups
        .given(FORMED)
        .when(new Regroup(Set.of(FIRST)))
        .then(new TenHouseholdGroupRegrouped(GROUP, List.of(FIRST)));
    groups
        .given(FORMED)
        .when(new Regroup(Set.of(SECOND)))
        .thenRejected(WatchGroupRejection.LEADER_NOT_IN_GROUP);
    groups
        .given(FORMED)
        .when(new Regroup(households(21)))
        .thenRejected(WatchGroupRejection.NOT_ABOUT_TEN);
  }

  @Test
  void whoIsGoneLeadsNoMore() {
    var chosen = new TenHouseholdGroupLeaderChosen(GROUP, SECOND, RESIDENT);
    var leaderless = new TenHouseholdGroupLeaderChosen(GROUP, null, null);
    groups.given(FORMED, chosen).when(new LoseLeader()).then(leaderless);
    groups.given(FORMED).when(new LoseLeader()).thenNothing();
    groups.given(FORMED, chosen, leaderless).when(new LoseLeader()).thenNothing();
    groups
        .given(FORMED, chosen, leaderless)
        .when(new Regroup(Set.of(FIRST)))
        .then(new TenHouseholdGroupRegrouped(GROUP, List.of(FIRST)));
  }

  @Test
  void aHouseholdThatIsNoMoreIsInNoGroupAndLeadsNone() {
    var second = new TenHouseholdGroupRegrouped(GROUP, List.of(SECOND));
    groups
        .given(FORMED)
        .when(new LoseHousehold(FIRST))
        .then(new TenHouseholdGroupLeaderChosen(GROUP, null, null), second);
    groups
        .given(FORMED)
        .when(new LoseHousehold(SECOND))
        .then(new TenHouseholdGroupRegrouped(GROUP, List.of(FIRST)));
    groups.given(FORMED).when(new LoseHousehold(RESIDENT)).thenNothing();
    groups
        .given(FORMED, second)
        .when(new LoseHousehold(SECOND))
        .then(new TenHouseholdGroupDissolved(GROUP));
    groups
        .given(FORMED, new TenHouseholdGroupDissolved(GROUP))
        .when(new LoseHousehold(FIRST))
        .thenNothing();
  }

  @Test
  void aDissolvedGroupChoosesNobody() {
    groups.given(FORMED).when(new DissolveGroup()).then(new TenHouseholdGroupDissolved(GROUP));
    var gone = groups.given(FORMED, new TenHouseholdGroupDissolved(GROUP));
    gone.when(new DissolveGroup()).thenNothing();
    gone.when(new ChooseLeader(SECOND, null))
        .thenRejected(WatchGroupRejection.WATCH_GROUP_DISSOLVED);
    gone.when(new Regroup(households(3))).thenRejected(WatchGroupRejection.WATCH_GROUP_DISSOLVED);
    gone.when(new FormGroup(GROUP, households(2), FIRST, null))
        .thenRejected(WatchGroupRejection.WATCH_GROUP_ALREADY_FORMED);
  }

  @Test
  void aReportIsOpenUntilSomebodySaysWhatWasDone() {
    var told = new OccupantChangeReported(REPORT, GROUP, FIRST, OccupantChange.MOVED_IN, 3);
    var settled =
        new OccupantChangeSettled(
            REPORT, GROUP, FIRST, OccupantChange.MOVED_IN, ChangeSettlement.REGISTERED);
    var tell = new ReportChange(REPORT, GROUP, FIRST, OccupantChange.MOVED_IN, 3);
    reports.given().when(tell).then(told);
    reports
        .given(told)
        .when(tell)
        .thenRejected(WatchGroupRejection.OCCUPANT_CHANGE_ALREADY_REPORTED);
    reports.given(told).when(new SettleChange(ChangeSettlement.REGISTERED)).then(settled);
    reports.given(told, settled).when(new SettleChange(ChangeSettlement.REGISTERED)).thenNothing();
    reports
        .given(told, settled)
        .when(new SettleChange(ChangeSettlement.REFERRED))
        .thenRejected(WatchGroupRejection.OCCUPANT_CHANGE_SETTLED);
    reports
        .given()
        .when(new SettleChange(ChangeSettlement.REGISTERED))
        .thenRejected(WatchGroupRejection.NO_SUCH_OCCUPANT_CHANGE);
  }
}
