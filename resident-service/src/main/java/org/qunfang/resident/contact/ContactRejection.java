package org.qunfang.resident.contact;

import org.qunfang.events.Rejection;

/** Why a contact's command was refused. */
public enum ContactRejection implements Rejection {
  NO_SUCH_CONTACT(Kind.NOT_FOUND, "There is no such contact."),
  CONTACT_ALREADY_TRACED(Kind.CONFLICT, "This contact of this case, or this id, is known already."),
  CONTACT_OF_ONESELF(Kind.INVALID, "Nobody is a contact of the own case."),
  TERM_NOT_OVER(
      Kind.CONFLICT, "The contact's time is not over; an officer can decide to end it earlier."),
  CONTACT_CLEARED(
      Kind.CONFLICT, "The contact is cleared, and the time would be over by now all the same."),
  CONTACT_INFECTED(Kind.CONFLICT, "The contact is infected, and watched as a case."),
  CONTACT_RECOVERED(
      Kind.CONFLICT,
      "This resident recovered from the infection, and is nobody's contact within 90 days after."),
  CONTACT_DIED(Kind.CONFLICT, "This resident has died."),
  EXPOSURE_NOT_LATER(Kind.CONFLICT, "A later exposure, or the same, is known already."),
  TOO_MANY_CONTACTS(
      Kind.INVALID, "More than 500 people would be traced at once; ask for less at a time."),
  NO_PASSAGE_AT_GATE(
      Kind.INVALID, "Nobody's passage of this gate is kept: it is no gate, or nobody passed it."),
  NO_SUCH_SUGGESTION(Kind.NOT_FOUND, "Nothing suggests that this resident met the case."),
  CASE_RULED_OUT(Kind.CONFLICT, "The case was ruled out; it has no contacts to trace."),
  EXPOSURE_IN_FUTURE(Kind.INVALID, "The day of the last exposure lies after the report of it.");

  private final Kind kind;
  private final String detail;

  ContactRejection(Kind kind, String detail) {
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
