package org.qunfang.resident.watchgroup;

import org.qunfang.events.Rejection;

/** Why a command of a ten-household group, or of what it reports, was refused. */
public enum WatchGroupRejection implements Rejection {
  NO_SUCH_WATCH_GROUP(Kind.NOT_FOUND, "There is no such group."),
  WATCH_GROUP_ALREADY_FORMED(Kind.CONFLICT, "A group has this id already."),
  WATCH_GROUP_DISSOLVED(Kind.CONFLICT, "This group has been dissolved."),
  NOT_ABOUT_TEN(Kind.INVALID, "A group has between one and twenty households."),
  LEADER_NOT_IN_GROUP(
      Kind.INVALID, "The leader is a household of the group, or a present resident of it."),
  HOUSEHOLD_NOT_HERE(
      Kind.INVALID, "One of the households is not on the register of this community."),
  HOUSEHOLD_IN_ANOTHER_GROUP(Kind.CONFLICT, "One of the households is in another group."),
  HOUSEHOLD_NOT_IN_GROUP(Kind.INVALID, "The household is not in this group."),
  NO_SUCH_OCCUPANT_CHANGE(Kind.NOT_FOUND, "There is no such report."),
  OCCUPANT_CHANGE_ALREADY_REPORTED(Kind.CONFLICT, "A report has this id already."),
  OCCUPANT_CHANGE_SETTLED(Kind.CONFLICT, "This report has been settled otherwise.");

  private final Kind kind;
  private final String detail;

  WatchGroupRejection(Kind kind, String detail) {
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
