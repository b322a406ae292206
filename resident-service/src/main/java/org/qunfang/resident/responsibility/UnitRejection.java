package org.qunfang.resident.responsibility;

import org.qunfang.events.Rejection;

/** Why a unit's command was refused, or a group's. */
public enum UnitRejection implements Rejection {
  NO_SUCH_UNIT(Kind.NOT_FOUND, "There is no such unit."),
  NO_SUCH_GROUP(Kind.NOT_FOUND, "There is no such group."),
  UNIT_ALREADY_REGISTERED(Kind.CONFLICT, "A unit has this id already."),
  UNIT_ANSWERS_FOR_GROUPS(
      Kind.CONFLICT, "The unit answers for groups; assign them to another one first."),
  UNIT_DISSOLVED(Kind.CONFLICT, "The unit answers for nobody any more."),
  GROUP_OF_ANOTHER_COMMUNITY(Kind.CONFLICT, "The group and the unit are of two communities.");

  private final Kind kind;
  private final String detail;

  UnitRejection(Kind kind, String detail) {
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
