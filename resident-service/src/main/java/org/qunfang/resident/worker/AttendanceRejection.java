package org.qunfang.resident.worker;

import org.qunfang.events.Rejection;

/** Why an attendance was refused. */
public enum AttendanceRejection implements Rejection {
  NO_SUCH_ATTENDANCE(Kind.NOT_FOUND, "There is no such attendance."),
  ATTENDANCE_ALREADY_LOGGED(Kind.CONFLICT, "An attendance has this id already."),
  ATTENDANCE_OVERLAPS(Kind.CONFLICT, "The worker was on duty at that time already."),
  ATTENDANCE_WITHOUT_LENGTH(Kind.INVALID, "An attendance ends after it begins, within 24 hours.");

  private final Kind kind;
  private final String detail;

  AttendanceRejection(Kind kind, String detail) {
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
