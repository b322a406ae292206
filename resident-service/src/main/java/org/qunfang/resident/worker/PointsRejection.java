package org.qunfang.resident.worker;

import org.qunfang.events.Rejection;

/** Why nothing was booked on an account of points. */
public enum PointsRejection implements Rejection {
  BALANCE_TOO_LOW(Kind.CONFLICT, "There are not so many points on the account."),
  NOTHING_TO_BOOK(Kind.INVALID, "A booking of no points changes nothing.");

  private final Kind kind;
  private final String detail;

  PointsRejection(Kind kind, String detail) {
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
