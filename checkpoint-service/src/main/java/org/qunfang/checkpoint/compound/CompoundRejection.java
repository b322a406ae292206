package org.qunfang.checkpoint.compound;

import org.qunfang.events.Rejection;

/** Why a command on a compound is refused. */
enum CompoundRejection implements Rejection {
  NO_SUCH_COMPOUND(Kind.NOT_FOUND, "There is no such compound."),
  ALREADY_CLOSED(Kind.CONFLICT, "The compound is under closed management already."),
  NOT_CLOSED(Kind.CONFLICT, "The compound is not under closed management."),
  COMPOUND_ELSEWHERE(Kind.CONFLICT, "A compound of this id lies in another community.");

  private final Kind kind;
  private final String detail;

  CompoundRejection(Kind kind, String detail) {
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
