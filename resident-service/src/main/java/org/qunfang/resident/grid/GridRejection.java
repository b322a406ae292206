package org.qunfang.resident.grid;

import org.qunfang.events.Rejection;

/** Why a grid's command was refused. */
public enum GridRejection implements Rejection {
  NO_SUCH_GRID(Kind.NOT_FOUND, "There is no such grid."),
  GRID_ALREADY_DEFINED(Kind.CONFLICT, "A grid has this id already."),
  GRID_DISSOLVED(Kind.CONFLICT, "This grid has been dissolved."),
  IN_ANOTHER_GRID(
      Kind.CONFLICT, "Some of the households are in other grids; say in 'from' in which."),
  LEADER_NOT_ON_DUTY(Kind.INVALID, "The leader is no worker on duty in this community."),
  NOBODY_TO_LEAD(Kind.CONFLICT, "No cadre or community worker of the community is on duty."),
  HOUSEHOLD_NOT_HERE(
      Kind.INVALID, "One of the households is not on the register of this community.");

  private final Kind kind;
  private final String detail;

  GridRejection(Kind kind, String detail) {
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
