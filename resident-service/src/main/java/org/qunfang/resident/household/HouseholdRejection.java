package org.qunfang.resident.household;

import org.qunfang.events.Rejection;

/** Why a household's command was refused. */
public enum HouseholdRejection implements Rejection {
  HOUSEHOLD_ALREADY_REGISTERED(Kind.CONFLICT, "A household has this id already."),
  NO_SUCH_HOUSEHOLD(Kind.NOT_FOUND, "There is no such household."),
  ALREADY_SCREENED(Kind.CONFLICT, "This household has been screened in this round."),
  PEOPLE_WITHOUT_SCREENING(
      Kind.INVALID, "Only a visit that screened somebody says how many people.");

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
