package org.qunfang.resident.returning;

import org.qunfang.events.Rejection;

/** Why a return was not found, or nobody who came back. */
enum ReturnRejection implements Rejection {
  NO_SUCH_RETURN(Kind.NOT_FOUND, "There is no such return."),
  RETURN_NOT_AFFECTED(
      Kind.CONFLICT, "The list gives the origin no higher level than the return has."),
  RETURNEE_AMBIGUOUS(
      Kind.INVALID, "Who came back is a resident, or a person with the household they live in.");

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
