package org.qunfang.resident.place;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.PlaceClosed;
import org.qunfang.events.ResidentEvent.PlaceEvent;
import org.qunfang.events.ResidentEvent.PlaceKind;
import org.qunfang.events.ResidentEvent.PlaceRegistered;
import org.qunfang.events.ResidentEvent.PlaceRenamed;
import org.qunfang.resident.place.Place.Closed;
import org.qunfang.resident.place.Place.Open;
import org.qunfang.resident.place.Place.Unknown;
import org.qunfang.resident.place.PlaceCommand.ClosePlace;
import org.qunfang.resident.place.PlaceCommand.RegisterPlace;
import org.qunfang.resident.place.PlaceCommand.RegisterPlace.Surrounding;
import org.qunfang.resident.place.PlaceCommand.RenamePlace;

/**
 * The rules of places: buildings stand in compounds and groups, or in the community itself, and
 * nothing is closed that households lie in.
 */
public final class PlaceDecider implements Decider<PlaceCommand, Place, PlaceEvent> {

  @Override
  public Place initial() {
    return new Unknown();
  }

  @Override
  public Decision<PlaceEvent> decide(PlaceCommand command, Place state) {
    return switch (state) {
      case Unknown() ->
          command instanceof RegisterPlace register
              ? register(register)
              : reject(PlaceRejection.NO_SUCH_PLACE);
      case Open place -> decide(command, place);
      case Closed closed ->
          switch (command) {
            case RegisterPlace again -> reject(PlaceRejection.PLACE_ALREADY_REGISTERED);
            case RenamePlace late -> reject(PlaceRejection.PLACE_CLOSED);
            case ClosePlace again -> accept();
          };
    };
  }

  private static Decision<PlaceEvent> register(RegisterPlace register) {
    Surrounding within = register.within();
    if (within == null) {
      return accept(new PlaceRegistered(register.id(), register.kind(), null, register.name()));
    }
    return register.kind() == PlaceKind.BUILDING && within.kind() != PlaceKind.BUILDING
        ? accept(new PlaceRegistered(register.id(), register.kind(), within.id(), register.name()))
        : reject(PlaceRejection.PLACE_DOES_NOT_FIT);
  }

  private static Decision<PlaceEvent> decide(PlaceCommand command, Open place) {
    return switch (command) {
      case RegisterPlace again -> reject(PlaceRejection.PLACE_ALREADY_REGISTERED);
      case RenamePlace(String name) ->
          name.equals(place.name()) ? accept() : accept(new PlaceRenamed(place.id(), name));
      case ClosePlace(int households, int buildings) ->
          households > 0 || buildings > 0
              ? reject(PlaceRejection.PLACE_IN_USE)
              : accept(new PlaceClosed(place.id(), place.kind()));
    };
  }

  @Override
  public Place evolve(Place state, PlaceEvent event) {
    return switch (event) {
      case PlaceRegistered registered ->
          new Open(registered.place(), registered.kind(), registered.name());
      case PlaceRenamed renamed ->
          state instanceof Open place ? new Open(place.id(), place.kind(), renamed.name()) : state;
      case PlaceClosed closed -> new Closed(closed.place());
    };
  }
}
