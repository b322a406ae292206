package org.qunfang.supply.need;

import org.qunfang.events.Rejection;

/** Why something cannot be done with a need. */
enum NeedRejection implements Rejection {
  NEED_UNKNOWN(Kind.NOT_FOUND, "There is no such need."),
  NEED_EXISTS(Kind.CONFLICT, "A need with this id is on the register already."),
  NEED_RESOLVED(Kind.CONFLICT, "The need has been met."),
  NEED_RAISED_HIGHER(Kind.CONFLICT, "The need lies with a higher level already.");

  private final Kind kind;
  private final String detail;

  NeedRejection(Kind kind, String detail) {
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
