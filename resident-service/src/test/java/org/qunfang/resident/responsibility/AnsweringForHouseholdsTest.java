package org.qunfang.resident.responsibility;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qunfang.events.ResidentEvent.HouseholdAssignedToCadre;
import org.qunfang.events.ResidentEvent.HouseholdDutyEvent;
import org.qunfang.events.ResidentEvent.HouseholdReleasedFromCadre;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.resident.responsibility.DutyCommand.Assign;
import org.qunfang.resident.responsibility.DutyCommand.Candidate;
import org.qunfang.resident.responsibility.DutyCommand.Release;
import org.qunfang.testing.GivenWhenThen;

class AnsweringForHouseholdsTest {

  private static final UUID HOME = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID LI = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID WU = UUID.fromString("00000000-0000-7000-8000-000000000003");

  private final GivenWhenThen<DutyCommand, Duty, HouseholdDutyEvent> rules =
      rules(new DutyDecider());

  private static Assign to(UUID worker) {
    return new Assign(HOME, new Candidate(worker, WorkerKind.CADRE, true));
  }

  @Test
  void aHouseholdHasOneCadre() {
    rules.given().when(to(LI)).then(new HouseholdAssignedToCadre(HOME, LI));
    rules.given(new HouseholdAssignedToCadre(HOME, LI)).when(to(LI)).thenNothing();
  }

  @Test
  void handedOverItIsWithSomebodyThroughout() {
    rules
        .given(new HouseholdAssignedToCadre(HOME, LI))
        .when(to(WU))
        .then(new HouseholdReleasedFromCadre(HOME, LI), new HouseholdAssignedToCadre(HOME, WU));
  }

  @Test
  void releasedItIsCountedAwayOnce() {
    HouseholdReleasedFromCadre released = new HouseholdReleasedFromCadre(HOME, LI);
    rules.given(new HouseholdAssignedToCadre(HOME, LI)).when(new Release()).then(released);
    rules.given(new HouseholdAssignedToCadre(HOME, LI), released).when(new Release()).thenNothing();
    rules.given().when(new Release()).thenNothing();
  }

  @Test
  void whoIsNotOnDutyAnswersForNobody() {
    rules
        .given()
        .when(new Assign(HOME, new Candidate(LI, WorkerKind.CADRE, false)))
        .thenRejected(DutyRejection.CADRE_NOT_ON_DUTY);
  }

  @ParameterizedTest
  @EnumSource(
      value = WorkerKind.class,
      names = {"POLICE", "VOLUNTEER", "PROPERTY_STAFF"})
  void whoHelpsDoesNotAnswer(WorkerKind kind) {
    rules
        .given()
        .when(new Assign(HOME, new Candidate(LI, kind, true)))
        .thenRejected(DutyRejection.CANNOT_ANSWER);
  }

  @Test
  void communityWorkersAnswerToo() {
    rules
        .given()
        .when(new Assign(HOME, new Candidate(LI, WorkerKind.COMMUNITY_WORKER, true)))
        .then(new HouseholdAssignedToCadre(HOME, LI));
  }
}
