package org.qunfang.resident.screening;

import org.qunfang.events.Rejection;

/** Why a round's command was refused. */
public enum ScreeningRejection implements Rejection {
  NO_SUCH_SCREENING_ROUND(Kind.NOT_FOUND, "There is no such round of screening."),
  SCREENING_ROUND_ALREADY_OPENED(Kind.CONFLICT, "A round has this id already."),
  SCREENING_ROUND_OPEN(Kind.CONFLICT, "This community has an open round already."),
  SCREENING_ROUND_CLOSED(Kind.CONFLICT, "This round is closed."),
  TOO_MANY_ROUNDS(Kind.CONFLICT, "The rounds of this community have used up their numbers."),
  NOBODY_TO_EXCUSE(Kind.INVALID, "An excuse names households or residents."),
  NOT_TO_BE_EXCUSED(
      Kind.CONFLICT,
      "One of the households or residents is accounted for, excused, or not in this round."),
  NOT_EVERYBODY_ACCOUNTED_FOR(
      Kind.CONFLICT,
      "Some are neither accounted for nor excused; the round stays open until they are.");

  private final Kind kind;
  private final String detail;

  ScreeningRejection(Kind kind, String detail) {
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
