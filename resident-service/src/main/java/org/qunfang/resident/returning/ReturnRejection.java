package org.qunfang.resident.returning;

import org.qunfang.events.Rejection;

/** Why a return was not found. */
enum ReturnRejection implements Rejection {
  NO_SUCH_RETURN(Kind.NOT_FOUND, "There is no such return.");

  private final Kind kind;
  private final String detail;

  ReturnRejection(Kind kind, String detail) {
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
