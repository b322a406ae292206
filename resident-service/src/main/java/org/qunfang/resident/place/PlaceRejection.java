package org.qunfang.resident.place;

import org.qunfang.events.Rejection;

/** Why a place's command was refused. */
public enum PlaceRejection implements Rejection {
  NO_SUCH_PLACE(Kind.NOT_FOUND, "There is no such place."),
  IN_NO_PLACE(Kind.NOT_FOUND, "There is no such household, or nobody has put it into a place."),
  PLACE_ALREADY_REGISTERED(Kind.CONFLICT, "A place has this id already."),
  PLACE_NAME_TAKEN(Kind.CONFLICT, "Another open place of the same surroundings has this name."),
  PLACE_DOES_NOT_FIT(
      Kind.INVALID, "Only a building stands within another place, a compound or a group."),
  PLACE_OF_ANOTHER_COMMUNITY(Kind.INVALID, "That place lies in another community."),
  PLACE_NOT_HERE(Kind.INVALID, "The place is no open one of this community."),
  PLACE_IN_USE(Kind.CONFLICT, "Households or buildings are still in this place."),
  PLACE_CLOSED(Kind.CONFLICT, "This place is closed.");

  private final Kind kind;
  private final String detail;

  PlaceRejection(Kind kind, String detail) {
    this.kind = kind;
    this.detail = detail;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String detail() {
    return detail;
  }
}
