package org.qunfang.resident.household;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdRegistered;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.OccupantsReached;
import org.qunfang.events.ResidentEvent.RevisitCaughtUp;
import org.qunfang.events.ResidentEvent.RevisitFellDue;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.resident.household.HouseholdCommand.CheckRevisit;
import org.qunfang.resident.household.HouseholdCommand.ReachOccupants;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;
import org.qunfang.resident.household.HouseholdCommand.VisitHousehold;
import org.qunfang.testing.GivenWhenThen;

class ScreeningHouseholdsTest {

  private static final UUID HOME = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final Instant NINE = Instant.parse("2020-02-10T01:00:00Z");
  private static final Instant THREE = Instant.parse("2020-02-10T07:00:00Z");
  private static final UUID ROUND = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID SON = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final UUID DAUGHTER = UUID.fromString("00000000-0000-7000-8000-000000000004");
  private static final HouseholdRegistered REGISTERED =
      new HouseholdRegistered(HOME, Tenure.TENANT, "金桂园", "3");

  private final GivenWhenThen<HouseholdCommand, Household, HouseholdEvent> rules =
      rules(new HouseholdDecider());

  private static VisitHousehold visit(int round, VisitOutcome outcome, int people, Instant at) {
    return new VisitHousehold(round, outcome, people, at);
  }

  private static HouseholdVisited visited(
      int round, VisitOutcome outcome, int people, @Nullable Instant revisitBy) {
    return new HouseholdVisited(HOME, round, outcome, Tenure.TENANT, people, revisitBy);
  }

  @Test
  void aHouseholdIsRegisteredOnce() {
    var register = new RegisterHousehold(HOME, Tenure.TENANT, "金桂园", "3");
    rules.given().when(register).then(REGISTERED);
    rules
        .given(REGISTERED)
        .when(register)
        .thenRejected(HouseholdRejection.HOUSEHOLD_ALREADY_REGISTERED);
  }

  @Test
  void aHouseholdThatIsNotRegisteredIsNeitherVisitedNorChecked() {
    rules
        .given()
        .when(visit(1, VisitOutcome.SCREENED, 3, NINE))
        .thenRejected(HouseholdRejection.NO_SUCH_HOUSEHOLD);
    rules.given().when(new CheckRevisit(NINE)).thenRejected(HouseholdRejection.NO_SUCH_HOUSEHOLD);
  }

  @Test
  void aScreeningCountsThePeopleAndTheTenureOfTheHousehold() {
    rules
        .given(REGISTERED)
        .when(visit(1, VisitOutcome.SCREENED, 3, NINE))
        .then(visited(1, VisitOutcome.SCREENED, 3, null));
  }

  @Test
  void theSameScreeningToldTwiceCountsOnce() {
    rules
        .given(REGISTERED, visited(1, VisitOutcome.SCREENED, 3, null))
        .when(visit(1, VisitOutcome.SCREENED, 3, THREE))
        .thenNothing();
  }

  @Test
  void anotherScreeningInTheSameRoundIsRefused() {
    var screened = rules.given(REGISTERED, visited(1, VisitOutcome.SCREENED, 3, null));
    screened
        .when(visit(1, VisitOutcome.SCREENED, 4, THREE))
        .thenRejected(HouseholdRejection.ALREADY_SCREENED);
    screened
        .when(visit(1, VisitOutcome.NOBODY_HOME, 0, THREE))
        .thenRejected(HouseholdRejection.ALREADY_SCREENED);
  }

  @Test
  void everyRoundScreensAgain() {
    rules
        .given(REGISTERED, visited(1, VisitOutcome.SCREENED, 3, null))
        .when(visit(2, VisitOutcome.SCREENED, 3, THREE))
        .then(visited(2, VisitOutcome.SCREENED, 3, null));
  }

  @Test
  void nobodyHomeMeansSomebodyComesAgainWithinSixHours() {
    rules
        .given(REGISTERED)
        .when(visit(1, VisitOutcome.NOBODY_HOME, 0, NINE))
        .then(visited(1, VisitOutcome.NOBODY_HOME, 0, THREE));
  }

  @Test
  void onlyAScreeningSaysHowManyPeople() {
    rules
        .given(REGISTERED)
        .when(visit(1, VisitOutcome.NOBODY_HOME, 2, NINE))
        .thenRejected(HouseholdRejection.PEOPLE_WITHOUT_SCREENING);
    rules
        .given(REGISTERED)
        .when(visit(1, VisitOutcome.REFUSED, 1, NINE))
        .thenRejected(HouseholdRejection.PEOPLE_WITHOUT_SCREENING);
  }

  @Test
  void aRevisitFallsDueAfterSixHoursAndNotBefore() {
    var absent = rules.given(REGISTERED, visited(1, VisitOutcome.NOBODY_HOME, 0, THREE));
    absent.when(new CheckRevisit(THREE.minusMillis(1))).thenNothing();
    absent.when(new CheckRevisit(THREE)).then(new RevisitFellDue(HOME, 1, THREE));
  }

  @Test
  void aRevisitFallsDueOnce() {
    rules
        .given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE))
        .when(new CheckRevisit(THREE.plusSeconds(86_400)))
        .thenNothing();
  }

  @Test
  void whereEverybodyWasReachedInTimeNothingFallsDue() {
    rules
        .given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            visited(1, VisitOutcome.SCREENED, 2, null))
        .when(new CheckRevisit(THREE.plusSeconds(1)))
        .thenNothing();
  }

  @Test
  void nobodyHomeAgainBeforeItFellDueStartsTheSixHoursAnew() {
    var later = THREE.minusSeconds(600).plusSeconds(6 * 3600);
    var twice =
        rules.given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            visited(1, VisitOutcome.NOBODY_HOME, 0, later));
    twice.when(new CheckRevisit(THREE)).thenNothing();
    twice.when(new CheckRevisit(later)).then(new RevisitFellDue(HOME, 1, later));
  }

  @Test
  void anOverdueHouseholdIsCaughtUpWhenSomebodyOpensTheDoor() {
    var overdue =
        rules.given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE));
    overdue
        .when(visit(2, VisitOutcome.SCREENED, 2, THREE.plusSeconds(3600)))
        .then(visited(2, VisitOutcome.SCREENED, 2, null), new RevisitCaughtUp(HOME, 1));
    overdue
        .when(visit(1, VisitOutcome.REFUSED, 0, THREE.plusSeconds(3600)))
        .then(visited(1, VisitOutcome.REFUSED, 0, null), new RevisitCaughtUp(HOME, 1));
  }

  @Test
  void nobodyHomeAgainIsTheRevisitThatWasOverdueAndTheNextIsDueSixHoursLater() {
    var again = THREE.plusSeconds(3600);
    var next = again.plusSeconds(6 * 3600);
    rules
        .given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE))
        .when(visit(1, VisitOutcome.NOBODY_HOME, 0, again))
        .then(visited(1, VisitOutcome.NOBODY_HOME, 0, next), new RevisitCaughtUp(HOME, 1));

    var revisited =
        rules.given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE),
            visited(1, VisitOutcome.NOBODY_HOME, 0, next),
            new RevisitCaughtUp(HOME, 1));
    revisited.when(new CheckRevisit(next.minusMillis(1))).thenNothing();
    revisited.when(new CheckRevisit(next)).then(new RevisitFellDue(HOME, 1, next));
  }

  @Test
  void anEarlierVisitToldLateIsNotTheRevisit() {
    rules
        .given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE))
        .when(visit(1, VisitOutcome.NOBODY_HOME, 0, NINE.minusSeconds(3600)))
        .then(visited(1, VisitOutcome.NOBODY_HOME, 0, THREE.minusSeconds(3600)));
    rules
        .given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE.minusSeconds(3600)))
        .when(new CheckRevisit(THREE.minusSeconds(1)))
        .thenNothing();
  }

  @Test
  void whatWasToldBeforeRevisitsWereCaughtUpByTryingIsReadAsItWasMeant() {
    var again = THREE.plusSeconds(9 * 3600);
    var told =
        rules.given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE),
            visited(1, VisitOutcome.NOBODY_HOME, 0, again));
    told.when(new CheckRevisit(again)).thenNothing();
    told.when(visit(2, VisitOutcome.SCREENED, 2, again))
        .then(visited(2, VisitOutcome.SCREENED, 2, null), new RevisitCaughtUp(HOME, 1));
  }

  @Test
  void whoeverIsKnownToBeElsewhereIsReached() {
    var elsewhere =
        new VisitHousehold(
            1, VisitOutcome.REACHED_ELSEWHERE, 0, THREE, ROUND, Whereabouts.OTHER_CITY, Set.of());
    rules
        .given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE))
        .when(elsewhere)
        .then(
            new HouseholdVisited(
                HOME,
                1,
                VisitOutcome.REACHED_ELSEWHERE,
                Tenure.TENANT,
                0,
                null,
                ROUND,
                Whereabouts.OTHER_CITY,
                null),
            new RevisitCaughtUp(HOME, 1));
  }

  @Test
  void elsewhereIsSomewhereAndNoOtherVisitSaysWhere() {
    var registered = rules.given(REGISTERED);
    registered
        .when(visit(1, VisitOutcome.REACHED_ELSEWHERE, 0, NINE))
        .thenRejected(HouseholdRejection.WHEREABOUTS_UNCLEAR);
    registered
        .when(
            new VisitHousehold(
                1, VisitOutcome.SCREENED, 2, NINE, null, Whereabouts.ABROAD, Set.of()))
        .thenRejected(HouseholdRejection.WHEREABOUTS_UNCLEAR);
    registered
        .when(
            new VisitHousehold(
                1, VisitOutcome.REACHED_ELSEWHERE, 0, NINE, null, Whereabouts.AT_HOME, Set.of()))
        .thenRejected(HouseholdRejection.WHEREABOUTS_UNCLEAR);
  }

  private static HouseholdVisited missing(UUID... residents) {
    return new HouseholdVisited(
        HOME, 1, VisitOutcome.SCREENED, Tenure.TENANT, 2, null, null, null, List.of(residents));
  }

  @Test
  void whoWasNotMetIsNamedOnlyWhereOthersWere() {
    rules
        .given(REGISTERED)
        .when(
            new VisitHousehold(
                1, VisitOutcome.SCREENED, 2, NINE, null, null, Set.of(SON, DAUGHTER)))
        .then(missing(SON, DAUGHTER));
    rules
        .given(REGISTERED)
        .when(new VisitHousehold(1, VisitOutcome.NOBODY_HOME, 0, NINE, null, null, Set.of(SON)))
        .thenRejected(HouseholdRejection.PEOPLE_WITHOUT_SCREENING);
  }

  @Test
  void theMissingAreReachedOnce() {
    var reach = new ReachOccupants(1, Set.of(SON), Whereabouts.AT_HOME);
    var reached = new OccupantsReached(HOME, 1, Tenure.TENANT, List.of(SON), Whereabouts.AT_HOME);
    rules.given(REGISTERED, missing(SON, DAUGHTER)).when(reach).then(reached);
    rules
        .given(REGISTERED, missing(SON, DAUGHTER), reached)
        .when(reach)
        .thenRejected(HouseholdRejection.NOT_MISSING);
    rules
        .given(REGISTERED, missing(SON))
        .when(new ReachOccupants(2, Set.of(SON), Whereabouts.AT_HOME))
        .thenRejected(HouseholdRejection.NOT_MISSING);
  }

  @Test
  void aHouseholdThatWasCaughtUpCanBecomeOverdueAgain() {
    var due = THREE.plusSeconds(86_400);
    rules
        .given(
            REGISTERED,
            visited(1, VisitOutcome.NOBODY_HOME, 0, THREE),
            new RevisitFellDue(HOME, 1, THREE),
            visited(1, VisitOutcome.SCREENED, 2, null),
            new RevisitCaughtUp(HOME, 1),
            visited(2, VisitOutcome.NOBODY_HOME, 0, due))
        .when(new CheckRevisit(due))
        .then(new RevisitFellDue(HOME, 2, due));
  }

  @Test
  void aVisitMayBeToldAfterALaterOneAndOfATimeBeforeTheRegistration() {
    var decider = new HouseholdDecider();
    HouseholdVisited visit = visited(1, VisitOutcome.SCREENED, 3, null);
    assertFalse(decider.follows(visit, REGISTERED));
    assertFalse(decider.follows(visit, visited(2, VisitOutcome.SCREENED, 3, null)));
    assertFalse(decider.follows(visit, new RevisitFellDue(HOME, 1, THREE)));
  }

  @Test
  void nobodyCatchesUpWhatHasNotFallenDue() {
    assertTrue(
        new HouseholdDecider()
            .follows(new RevisitCaughtUp(HOME, 1), new RevisitFellDue(HOME, 1, THREE)));
  }
}
