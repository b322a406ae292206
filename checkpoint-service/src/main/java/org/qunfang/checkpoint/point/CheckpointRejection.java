package org.qunfang.checkpoint.point;

import org.qunfang.events.Rejection;

/** Why a command on a checkpoint is refused. */
enum CheckpointRejection implements Rejection {
  NO_SUCH_CHECKPOINT(Kind.NOT_FOUND, "There is no such checkpoint."),
  ALREADY_OPEN(Kind.CONFLICT, "There is a checkpoint of this id already."),
  ALREADY_WITHDRAWN(Kind.CONFLICT, "The checkpoint has been withdrawn."),
  NO_SUCH_COMPOUND(Kind.INVALID, "The community has no compound of this id.");

  private final Kind kind;
  private final String detail;

  CheckpointRejection(Kind kind, String detail) {
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
