package org.qunfang.resident.person;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.events.ResidentEvent.DuplicateRuledOut;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.ResidentCorrected;
import org.qunfang.events.ResidentEvent.ResidentForgotten;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.events.ResidentEvent.ResidentMovedAway;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.ReturnReviewed;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.events.ResidentEvent.SpecialCareEnded;
import org.qunfang.events.ResidentEvent.SpecialCareNoted;
import org.qunfang.events.ResidentEvent.SymptomsReported;
import org.qunfang.resident.person.ResidentCommand.Depart;
import org.qunfang.resident.person.ResidentCommand.Die;
import org.qunfang.resident.person.ResidentCommand.Forget;
import org.qunfang.resident.person.ResidentCommand.RegisterResident;
import org.qunfang.resident.person.ResidentCommand.RegisterReturn;
import org.qunfang.resident.person.ResidentCommand.ReportSymptoms;
import org.qunfang.resident.person.ResidentCommand.ReviewReturn;
import org.qunfang.testing.GivenWhenThen;

class KeepingTheRegisterOfPersonsTest {

  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID HOME = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID ELSEWHERE = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final Division WUHAN = new Division("420100000000");
  private static final LocalDate DAY = LocalDate.of(2020, 1, 23);

  private static final RegisterResident REGISTER =
      new RegisterResident(WHO, HOME, Residency.STRANDED, true, AgeBand.UNKNOWN, Sex.UNKNOWN);
  private static final ResidentRegistered REGISTERED =
      new ResidentRegistered(WHO, HOME, Residency.STRANDED, true, AgeBand.UNKNOWN, Sex.UNKNOWN);
  private static final ResidentLeft LEFT = new ResidentLeft(WHO, Residency.STRANDED, true);
  private static final ReturnRegistered RETURNED =
      new ReturnRegistered(WHO, WUHAN, RiskLevel.HIGH, DAY);
  private static final ResidentForgotten FORGOTTEN = new ResidentForgotten(WHO);

  private final GivenWhenThen<ResidentCommand, Resident, PersonEvent> rules =
      rules(new ResidentDecider());

  @Test
  void aPersonIsRegisteredOnce() {
    rules.given().when(REGISTER).then(REGISTERED);
    rules.given(REGISTERED).when(REGISTER).thenRejected(ResidentRejection.ALREADY_REGISTERED);
    rules.given(REGISTERED, LEFT).when(REGISTER).thenRejected(ResidentRejection.ALREADY_REGISTERED);
  }

  @Test
  void nothingIsToldOfSomebodyWhoIsNotRegistered() {
    for (ResidentCommand command :
        new ResidentCommand[] {
          new Depart(),
          new ReportSymptoms(true, true),
          new RegisterReturn(WUHAN, RiskLevel.HIGH, DAY, DAY),
          new Forget()
        }) {
      rules.given().when(command).thenRejected(ResidentRejection.NO_SUCH_RESIDENT);
    }
  }

  @Test
  void whoLeavesIsCountedAwayAsTheyWereCountedIn() {
    rules.given(REGISTERED).when(new Depart()).then(LEFT);
    rules.given(REGISTERED, LEFT).when(new Depart()).thenNothing();
  }

  @Test
  void whoDiesIsCountedAwayAsWhoLeavesAndIsLookedAfterNoLonger() {
    var died = new ResidentLeft(WHO, Residency.STRANDED, true, true);
    rules.given(REGISTERED).when(new Die()).then(died);
    rules
        .given(REGISTERED, new SpecialCareNoted(WHO, Care.DIALYSIS, true))
        .when(new Die())
        .then(new SpecialCareEnded(WHO, Care.DIALYSIS, true), died);
    rules.given(REGISTERED, died).when(new Die()).thenNothing();
    rules.given(REGISTERED, LEFT).when(new Die()).thenNothing();
  }

  @Test
  void whoHasLeftReportsNothingHere() {
    rules
        .given(REGISTERED, LEFT)
        .when(new ReportSymptoms(true, false))
        .thenRejected(ResidentRejection.RESIDENT_LEFT);
    rules
        .given(REGISTERED, LEFT)
        .when(new RegisterReturn(WUHAN, RiskLevel.LOW, DAY, DAY))
        .thenRejected(ResidentRejection.RESIDENT_LEFT);
  }

  @Test
  void aReportOfSymptomsNamesOne() {
    rules
        .given(REGISTERED)
        .when(new ReportSymptoms(false, true))
        .then(new SymptomsReported(WHO, false, true));
    rules
        .given(REGISTERED)
        .when(new ReportSymptoms(false, false))
        .thenRejected(ResidentRejection.NO_SYMPTOM);
  }

  @Test
  void aReturnIsRegisteredWithTheRiskOfItsOrigin() {
    rules
        .given(REGISTERED)
        .when(new RegisterReturn(WUHAN, RiskLevel.HIGH, DAY, DAY))
        .then(RETURNED);
  }

  @Test
  void nobodyHasArrivedTomorrow() {
    rules
        .given(REGISTERED)
        .when(new RegisterReturn(WUHAN, RiskLevel.HIGH, DAY.plusDays(1), DAY))
        .thenRejected(ResidentRejection.ARRIVAL_IN_FUTURE);
  }

  @Test
  void aPersonComesBackOnceADay() {
    rules
        .given(REGISTERED, RETURNED)
        .when(new RegisterReturn(WUHAN, RiskLevel.LOW, DAY, DAY))
        .thenRejected(ResidentRejection.RETURN_ALREADY_REGISTERED);
    rules
        .given(REGISTERED, RETURNED)
        .when(new RegisterReturn(WUHAN, RiskLevel.HIGH, DAY.plusDays(20), DAY.plusDays(20)))
        .then(new ReturnRegistered(WHO, WUHAN, RiskLevel.HIGH, DAY.plusDays(20)));
  }

  @Test
  void whatFollowsForAReturnIsDecidedWhetherTheyAreHereOrGone() {
    var review = new ReviewReturn(WUHAN, DAY, RiskLevel.HIGH);
    var reviewed = new ReturnReviewed(WHO, WUHAN, DAY, RiskLevel.HIGH);
    rules.given(REGISTERED, RETURNED).when(review).then(reviewed);
    rules.given(REGISTERED, RETURNED, LEFT).when(review).then(reviewed);
  }

  @Test
  void aPersonIsForgottenOnceWhetherHereOrGone() {
    rules.given(REGISTERED).when(new Forget()).then(FORGOTTEN);
    rules.given(REGISTERED, LEFT).when(new Forget()).then(FORGOTTEN);
    rules.given(REGISTERED, FORGOTTEN).when(new Forget()).thenNothing();
    rules.given(REGISTERED, FORGOTTEN, LEFT).when(new Forget()).thenNothing();
    rules.given(REGISTERED, LEFT, FORGOTTEN).when(new Forget()).thenNothing();
  }

  @Test
  void whoIsForgottenIsStillCounted() {
    rules.given(REGISTERED, FORGOTTEN).when(new Depart()).then(LEFT);
    rules
        .given(REGISTERED, FORGOTTEN)
        .when(new ReportSymptoms(true, false))
        .then(new SymptomsReported(WHO, true, false));
  }

  @Test
  void nobodyLeavesBeforeTheyCame() {
    assertTrue(new ResidentDecider().follows(LEFT, REGISTERED));
  }

  @Test
  void aReturnOrASymptomMayBeFromBeforeTheRegisterKnewOfThePerson() {
    var decider = new ResidentDecider();
    assertFalse(decider.follows(RETURNED, REGISTERED));
    assertFalse(decider.follows(new SymptomsReported(WHO, true, false), REGISTERED));
  }

  @Test
  void aCorrectionTellsWhatWasCountedBefore() {
    var correct =
        new ResidentCommand.CorrectResident(
            Residency.TENANT, false, AgeBand.FROM_18_TO_59, Sex.FEMALE);
    rules
        .given(REGISTERED)
        .when(correct)
        .then(
            new ResidentCorrected(
                WHO,
                Residency.STRANDED,
                true,
                Residency.TENANT,
                false,
                AgeBand.FROM_18_TO_59,
                Sex.FEMALE));
    rules
        .given(REGISTERED, FORGOTTEN)
        .when(correct)
        .thenRejected(ResidentRejection.PERSONAL_FILE_DESTROYED);
    rules.given(REGISTERED, LEFT).when(correct).thenRejected(ResidentRejection.RESIDENT_LEFT);
  }

  @Test
  void aMoveTakesTheSpecialCareAlongAndEndsWhereItBegan() {
    var noted = new SpecialCareNoted(WHO, Care.DIALYSIS, true);
    rules
        .given(REGISTERED, noted)
        .when(new ResidentCommand.MoveAway(WUHAN))
        .then(new ResidentMovedAway(WHO, WUHAN, Residency.STRANDED, true, true));
    rules
        .given(REGISTERED, noted)
        .when(new ResidentCommand.MoveIn(ELSEWHERE, WUHAN))
        .then(new ResidentMoved(WHO, HOME, ELSEWHERE, WUHAN, Residency.STRANDED, true, true));
    rules
        .given(REGISTERED)
        .when(new ResidentCommand.MoveIn(HOME, null))
        .thenRejected(ResidentRejection.LIVES_THERE);
    rules
        .given(
            REGISTERED,
            new ResidentMoved(WHO, HOME, ELSEWHERE, null, Residency.STRANDED, true, false))
        .when(new ResidentCommand.MoveIn(ELSEWHERE, null))
        .thenRejected(ResidentRejection.LIVES_THERE);
  }

  @Test
  void specialCareCountsAPersonOnceForHoweverManyReasons() {
    var first = new SpecialCareNoted(WHO, Care.DIALYSIS, true);
    var second = new SpecialCareNoted(WHO, Care.DIET, false);
    rules.given(REGISTERED).when(new ResidentCommand.NoteCare(Care.DIALYSIS)).then(first);
    rules.given(REGISTERED, first).when(new ResidentCommand.NoteCare(Care.DIET)).then(second);
    rules
        .given(REGISTERED, first)
        .when(new ResidentCommand.NoteCare(Care.DIALYSIS))
        .thenRejected(ResidentRejection.CARE_ALREADY_NOTED);
    rules
        .given(REGISTERED, first, second)
        .when(new ResidentCommand.EndCare(Care.DIALYSIS))
        .then(new SpecialCareEnded(WHO, Care.DIALYSIS, false));
    rules
        .given(REGISTERED, first, second, new SpecialCareEnded(WHO, Care.DIALYSIS, false))
        .when(new ResidentCommand.EndCare(Care.DIET))
        .then(new SpecialCareEnded(WHO, Care.DIET, true));
    rules
        .given(REGISTERED)
        .when(new ResidentCommand.EndCare(Care.DIET))
        .thenRejected(ResidentRejection.NO_SUCH_CARE);
  }

  @Test
  void whoeverLeavesIsLookedAfterNoLonger() {
    rules
        .given(REGISTERED, new SpecialCareNoted(WHO, Care.DIALYSIS, true))
        .when(new Depart())
        .then(new SpecialCareEnded(WHO, Care.DIALYSIS, true), LEFT);
  }

  @Test
  void anEntryIsMergedIntoAnotherOnceAndStandsForNobodyThen() {
    var merged = new ResidentMerged(WHO, ELSEWHERE, Residency.STRANDED, true);
    rules.given(REGISTERED).when(new ResidentCommand.MergeInto(ELSEWHERE)).then(merged);
    rules
        .given(REGISTERED)
        .when(new ResidentCommand.MergeInto(WHO))
        .thenRejected(ResidentRejection.SAME_ENTRY);
    rules
        .given(REGISTERED, merged)
        .when(new ReportSymptoms(true, false))
        .thenRejected(ResidentRejection.RESIDENT_MERGED);
    rules.given(REGISTERED, merged).when(new Forget()).then(FORGOTTEN);
    rules.given(REGISTERED, merged, FORGOTTEN).when(new Forget()).thenNothing();
  }

  @Test
  void twoWhoAreTwoAreToldApartOnce() {
    var ruledOut = new DuplicateRuledOut(WHO, ELSEWHERE);
    rules.given(REGISTERED).when(new ResidentCommand.RuleOutDuplicate(ELSEWHERE)).then(ruledOut);
    rules
        .given(REGISTERED, ruledOut)
        .when(new ResidentCommand.RuleOutDuplicate(ELSEWHERE))
        .thenNothing();
  }
}
