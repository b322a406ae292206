package org.qunfang.resident.household;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.DoorPlateAssigned;
import org.qunfang.events.ResidentEvent.HouseholdClosed;
import org.qunfang.events.ResidentEvent.HouseholdClosing;
import org.qunfang.events.ResidentEvent.HouseholdCorrected;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdPlaced;
import org.qunfang.events.ResidentEvent.HouseholdRegistered;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.PlateCategory;
import org.qunfang.events.ResidentEvent.RevisitCaughtUp;
import org.qunfang.events.ResidentEvent.RevisitFellDue;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.resident.household.HouseholdCommand.AssignPlate;
import org.qunfang.resident.household.HouseholdCommand.CheckRevisit;
import org.qunfang.resident.household.HouseholdCommand.CloseHousehold;
import org.qunfang.resident.household.HouseholdCommand.CorrectHousehold;
import org.qunfang.resident.household.HouseholdCommand.PlaceHousehold;
import org.qunfang.resident.household.HouseholdCommand.ReachOccupants;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;
import org.qunfang.resident.household.HouseholdCommand.VisitHousehold;
import org.qunfang.testing.GivenWhenThen;

class KeepingTheRegisterOfHouseholdsTest {

  private static final UUID HOME = new UUID(0, 1);
  private static final UUID HERE = new UUID(0, 2);
  private static final UUID THERE = new UUID(0, 3);
  private static final Instant NOW = Instant.parse("2020-02-10T01:00:00Z");
  private static final HouseholdRegistered REGISTERED =
      new HouseholdRegistered(HOME, Tenure.OWNER, null, null);
  private static final HouseholdClosed CLOSED =
      new HouseholdClosed(HOME, Tenure.OWNER, HouseholdClosing.EMPTY);

  private final GivenWhenThen<HouseholdCommand, Household, HouseholdEvent> rules =
      rules(new HouseholdDecider());

  @Test
  void aCorrectionSaysWhatWasWrong() {
    rules
        .given(REGISTERED)
        .when(new CorrectHousehold(Tenure.TENANT))
        .then(new HouseholdCorrected(HOME, Tenure.TENANT, Tenure.OWNER));
    rules.given(REGISTERED).when(new CorrectHousehold(Tenure.OWNER)).thenNothing();
  }

  @Test
  void whatComesAfterACorrectionGoesByIt() {
    rules
        .given(REGISTERED, new HouseholdCorrected(HOME, Tenure.TENANT, Tenure.OWNER))
        .when(new CloseHousehold(HouseholdClosing.DEMOLISHED, 0))
        .then(new HouseholdClosed(HOME, Tenure.TENANT, HouseholdClosing.DEMOLISHED));
  }

  @Test
  void aHouseholdIsClosedWithoutOccupantsOnly() {
    rules
        .given(REGISTERED)
        .when(new CloseHousehold(HouseholdClosing.EMPTY, 1))
        .thenRejected(HouseholdRejection.HOUSEHOLD_OCCUPIED);
    rules.given(REGISTERED).when(new CloseHousehold(HouseholdClosing.EMPTY, 0)).then(CLOSED);
  }

  @Test
  void nobodyComesAgainToAClosedHousehold() {
    rules
        .given(
            REGISTERED,
            new HouseholdVisited(HOME, 1, VisitOutcome.NOBODY_HOME, Tenure.OWNER, 0, NOW),
            new RevisitFellDue(HOME, 1, NOW))
        .when(new CloseHousehold(HouseholdClosing.EMPTY, 0))
        .then(CLOSED, new RevisitCaughtUp(HOME, 1));
    rules
        .given(
            REGISTERED,
            new HouseholdVisited(HOME, 1, VisitOutcome.NOBODY_HOME, Tenure.OWNER, 0, NOW),
            CLOSED)
        .when(new CheckRevisit(NOW.plusSeconds(1)))
        .thenNothing();
  }

  @Test
  void nothingHappensToAClosedHousehold() {
    var closed = rules.given(REGISTERED, CLOSED, new RevisitCaughtUp(HOME, 1));
    closed.when(new CloseHousehold(HouseholdClosing.EMPTY, 0)).thenNothing();
    closed
        .when(new RegisterHousehold(HOME, Tenure.OWNER, null, null))
        .thenRejected(HouseholdRejection.HOUSEHOLD_ALREADY_REGISTERED);
    closed
        .when(new VisitHousehold(1, VisitOutcome.SCREENED, 1, NOW))
        .thenRejected(HouseholdRejection.HOUSEHOLD_CLOSED);
    closed
        .when(new ReachOccupants(1, Set.of(HERE), Whereabouts.AT_HOME))
        .thenRejected(HouseholdRejection.HOUSEHOLD_CLOSED);
    closed
        .when(new CorrectHousehold(Tenure.TENANT))
        .thenRejected(HouseholdRejection.HOUSEHOLD_CLOSED);
    closed.when(new PlaceHousehold(HERE)).thenRejected(HouseholdRejection.HOUSEHOLD_CLOSED);
    closed
        .when(new AssignPlate(PlateCategory.VACANT, 1, false))
        .thenRejected(HouseholdRejection.HOUSEHOLD_CLOSED);
  }

  @Test
  void aHouseholdMovesFromPlaceToPlace() {
    rules
        .given(REGISTERED)
        .when(new PlaceHousehold(HERE))
        .then(new HouseholdPlaced(HOME, HERE, null));
    var placed = rules.given(REGISTERED, new HouseholdPlaced(HOME, HERE, null));
    placed.when(new PlaceHousehold(HERE)).thenNothing();
    placed.when(new PlaceHousehold(THERE)).then(new HouseholdPlaced(HOME, THERE, HERE));
  }

  @Test
  void aDoorHasOnePlateAndAnotherOnlyWithSomethingElseOnIt() {
    var plate = new DoorPlateAssigned(HOME, PlateCategory.RESIDENT, 7);
    rules.given(REGISTERED).when(new AssignPlate(PlateCategory.RESIDENT, 7, false)).then(plate);
    var plated = rules.given(REGISTERED, plate);
    plated.when(new AssignPlate(PlateCategory.RESIDENT, 8, false)).thenNothing();
    plated.when(new AssignPlate(PlateCategory.RESIDENT, 7, true)).then(plate);
    plated
        .when(new AssignPlate(PlateCategory.KEY_HOUSEHOLD, 1, false))
        .then(new DoorPlateAssigned(HOME, PlateCategory.KEY_HOUSEHOLD, 1));
  }

  @Test
  void nothingGoesOffTheRegisterBeforeItCameOntoIt() {
    var decider = new HouseholdDecider();
    var corrected = new HouseholdCorrected(HOME, Tenure.TENANT, Tenure.OWNER);
    assertTrue(decider.follows(CLOSED, REGISTERED));
    assertTrue(decider.follows(CLOSED, corrected));
    assertTrue(decider.follows(corrected, REGISTERED));
    assertFalse(
        decider.follows(
            CLOSED, new HouseholdVisited(HOME, 1, VisitOutcome.REFUSED, Tenure.OWNER, 0)));
  }
}
