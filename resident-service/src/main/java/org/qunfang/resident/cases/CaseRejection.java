package org.qunfang.resident.cases;

import org.qunfang.events.Rejection;

/** Why a case's command was refused. */
public enum CaseRejection implements Rejection {
  NO_SUCH_CASE(Kind.NOT_FOUND, "There is no such case."),
  CASE_ALREADY_REPORTED(Kind.CONFLICT, "A case has this id already."),
  RESIDENT_HAS_OPEN_CASE(Kind.CONFLICT, "This resident has a case that has not ended."),
  CASE_OF_ANOTHER_RESIDENT(Kind.INVALID, "The case is another resident's."),
  CASE_WAS_OTHERWISE(Kind.CONFLICT, "The case was not what it is said to have been."),
  CASE_NOT_CONFIRMED(Kind.CONFLICT, "The case has not been confirmed."),
  CASE_NOT_SUSPECTED(Kind.CONFLICT, "Only a suspected case can be ruled out."),
  CASE_WITHOUT_SYMPTOMS(Kind.CONFLICT, "An asymptomatic case did not fall ill."),
  ONSET_IN_FUTURE(Kind.INVALID, "The day of onset lies after the report of it."),
  SOURCE_AMBIGUOUS(
      Kind.INVALID,
      "A source is another case, or elsewhere with or without a division, or unknown."),
  SOURCE_GOES_IN_A_CIRCLE(
      Kind.CONFLICT, "The case was itself infected by this one, over others perhaps."),
  SOURCE_RULED_OUT(Kind.CONFLICT, "The case that is named as the source was none."),
  CASE_ENDED(Kind.CONFLICT, "The case has ended.");

  private final Kind kind;
  private final String detail;

  CaseRejection(Kind kind, String detail) {
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
