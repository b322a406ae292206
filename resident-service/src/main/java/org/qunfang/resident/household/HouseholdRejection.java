package org.qunfang.resident.household;

import org.qunfang.events.Rejection;

/** Why a household's command was refused. */
public enum HouseholdRejection implements Rejection {
  HOUSEHOLD_ALREADY_REGISTERED(Kind.CONFLICT, "A household has this id already."),
  HOUSEHOLD_AT_DOOR(
      Kind.CONFLICT,
      "A household lives behind this door, of the same tenure; say 'shared' if this is another."),
  NO_SUCH_HOUSEHOLD(Kind.NOT_FOUND, "There is no such household."),
  ALREADY_SCREENED(Kind.CONFLICT, "This household has been screened in this round."),
  PEOPLE_WITHOUT_SCREENING(
      Kind.INVALID,
      "Only a visit that screened somebody says how many people, and who was not met."),
  PEOPLE_NOT_COUNTED(
      Kind.INVALID, "A visit that screened somebody says how many people; nobody is 0."),
  WHEREABOUTS_UNCLEAR(
      Kind.INVALID,
      "Whoever was reached elsewhere is somewhere else, and whoever was not has no whereabouts."),
  NOT_OF_THIS_HOUSEHOLD(
      Kind.INVALID, "Somebody named as not met is no present resident of this household."),
  NOT_MISSING(Kind.CONFLICT, "Not all of them were missing from this household in this round."),
  ROUND_MISSING(
      Kind.INVALID, "Without an open round in the community a visit says which round it is of."),
  HOUSEHOLD_OCCUPIED(
      Kind.CONFLICT, "Somebody lives there, says the register; a household is closed without."),
  HOUSEHOLD_CLOSED(Kind.CONFLICT, "This household is closed."),
  PLATE_TAKEN(Kind.CONFLICT, "Another household of this community has a plate with this text."),
  NO_DOOR_PLATE(Kind.NOT_FOUND, "There is no such door plate.");

  private final Kind kind;
  private final String detail;

  HouseholdRejection(Kind kind, String detail) {
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
