package org.qunfang.checkpoint.compound;

import org.qunfang.events.Rejection;

/** Why a command on a compound is refused. */
enum CompoundRejection implements Rejection {
  ALREADY_CLOSED("The compound is under closed management already."),
  NOT_CLOSED("The compound is not under closed management."),
  COMPOUND_ELSEWHERE("A compound of this id lies in another community.");

  private final String detail;

  CompoundRejection(String detail) {
    this.detail = detail;
  }

  @Override
  public Kind kind() {
    return Kind.CONFLICT;
  }

  @Override
  public String detail() {
    return detail;
  }
}
