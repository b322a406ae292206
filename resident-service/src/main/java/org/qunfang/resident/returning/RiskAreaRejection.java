package org.qunfang.resident.returning;

import org.qunfang.events.Rejection;

/** Why the list of risk areas was not changed. */
enum RiskAreaRejection implements Rejection {
  NO_SUCH_RISK_PERIOD(Kind.NOT_FOUND, "The list of risk areas has no such period."),
  RISK_PERIODS_OVERLAP(
      Kind.CONFLICT, "The division is listed on some of these days; correct or change that."),
  RISK_PERIOD_ENDED(Kind.CONFLICT, "The period ended before that day; if it did not, correct it."),
  RISK_PERIOD_ENDS_FIRST(Kind.INVALID, "The last day lies before the first."),
  RISK_PERIOD_NOT_BEGUN(
      Kind.INVALID, "A level changes after the first day on which it held; correct it instead.");

  private final Kind kind;
  private final String detail;

  RiskAreaRejection(Kind kind, String detail) {
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
