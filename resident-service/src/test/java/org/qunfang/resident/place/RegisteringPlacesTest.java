package org.qunfang.resident.place;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.PlaceClosed;
import org.qunfang.events.ResidentEvent.PlaceEvent;
import org.qunfang.events.ResidentEvent.PlaceKind;
import org.qunfang.events.ResidentEvent.PlaceRegistered;
import org.qunfang.events.ResidentEvent.PlaceRenamed;
import org.qunfang.resident.place.PlaceCommand.ClosePlace;
import org.qunfang.resident.place.PlaceCommand.RegisterPlace;
import org.qunfang.resident.place.PlaceCommand.RegisterPlace.Surrounding;
import org.qunfang.resident.place.PlaceCommand.RenamePlace;
import org.qunfang.testing.GivenWhenThen;

class RegisteringPlacesTest {

  private static final UUID PLACE = new UUID(0, 1);
  private static final UUID AROUND = new UUID(0, 2);
  private static final PlaceRegistered REGISTERED =
      new PlaceRegistered(PLACE, PlaceKind.COMPOUND, null, "金桂园");

  private final GivenWhenThen<PlaceCommand, Place, PlaceEvent> rules = rules(new PlaceDecider());

  @Test
  void aBuildingStandsInACompoundOrAGroupOrByItself() {
    for (PlaceKind around : new PlaceKind[] {PlaceKind.COMPOUND, PlaceKind.GROUP}) {
      rules
          .given()
          .when(new RegisterPlace(PLACE, PlaceKind.BUILDING, new Surrounding(AROUND, around), "3"))
          .then(new PlaceRegistered(PLACE, PlaceKind.BUILDING, AROUND, "3"));
    }
    rules
        .given()
        .when(new RegisterPlace(PLACE, PlaceKind.BUILDING, null, "3"))
        .then(new PlaceRegistered(PLACE, PlaceKind.BUILDING, null, "3"));
  }

  @Test
  void nothingElseStandsInAnything() {
    rules
        .given()
        .when(
            new RegisterPlace(
                PLACE, PlaceKind.BUILDING, new Surrounding(AROUND, PlaceKind.BUILDING), "3"))
        .thenRejected(PlaceRejection.PLACE_DOES_NOT_FIT);
    rules
        .given()
        .when(
            new RegisterPlace(
                PLACE, PlaceKind.GROUP, new Surrounding(AROUND, PlaceKind.COMPOUND), "一组"))
        .thenRejected(PlaceRejection.PLACE_DOES_NOT_FIT);
  }

  @Test
  void aPlaceIsRegisteredOnce() {
    var again = new RegisterPlace(PLACE, PlaceKind.COMPOUND, null, "金桂园");
    rules.given(REGISTERED).when(again).thenRejected(PlaceRejection.PLACE_ALREADY_REGISTERED);
  }

  @Test
  void aPlaceIsRenamed() {
    rules.given(REGISTERED).when(new RenamePlace("银桂园")).then(new PlaceRenamed(PLACE, "银桂园"));
    rules
        .given(REGISTERED, new PlaceRenamed(PLACE, "银桂园"))
        .when(new RenamePlace("银桂园"))
        .thenNothing();
  }

  @Test
  void aPlaceIsClosedWhenNothingIsInItAnyMore() {
    rules.given(REGISTERED).when(new ClosePlace(1, 0)).thenRejected(PlaceRejection.PLACE_IN_USE);
    rules.given(REGISTERED).when(new ClosePlace(0, 1)).thenRejected(PlaceRejection.PLACE_IN_USE);
    var closed = new PlaceClosed(PLACE, PlaceKind.COMPOUND);
    rules.given(REGISTERED).when(new ClosePlace(0, 0)).then(closed);
    rules.given(REGISTERED, closed).when(new ClosePlace(0, 0)).thenNothing();
    rules
        .given(REGISTERED, closed)
        .when(new RenamePlace("银桂园"))
        .thenRejected(PlaceRejection.PLACE_CLOSED);
  }

  @Test
  void whatIsNotRegisteredIsNotThere() {
    rules.given().when(new RenamePlace("x")).thenRejected(PlaceRejection.NO_SUCH_PLACE);
    rules.given().when(new ClosePlace(0, 0)).thenRejected(PlaceRejection.NO_SUCH_PLACE);
  }
}
