package org.qunfang.resident.worker;

import org.qunfang.events.Rejection;

/** Why a roster's command was refused. */
public enum RosterRejection implements Rejection {
  NO_SUCH_SHIFT(Kind.NOT_FOUND, "There is no such shift."),
  SHIFT_ALREADY_PLANNED(Kind.CONFLICT, "A shift has this id already."),
  SHIFT_OVERLAPS(Kind.CONFLICT, "The worker has another shift at that time."),
  SHIFT_WITHOUT_LENGTH(Kind.INVALID, "A shift ends after it begins, and within 16 hours."),
  POST_CLOSED(Kind.CONFLICT, "The post is closed."),
  POST_OF_ANOTHER_COMMUNITY(Kind.CONFLICT, "The post and the worker are of two communities."),
  NOT_ON_DUTY(Kind.CONFLICT, "The worker is not on duty.");

  private final Kind kind;
  private final String detail;

  RosterRejection(Kind kind, String detail) {
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
