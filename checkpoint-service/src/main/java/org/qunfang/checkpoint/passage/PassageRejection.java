package org.qunfang.checkpoint.passage;

import org.qunfang.events.Rejection;

/** Why there can be no such passage. */
enum PassageRejection implements Rejection {
  NO_SUCH_CHECKPOINT(Kind.NOT_FOUND, "There is no such checkpoint."),
  CHECKPOINT_BLOCKED(Kind.CONFLICT, "The point is sealed: nobody passes there."),
  CHECKPOINT_WITHDRAWN(Kind.CONFLICT, "The checkpoint had been withdrawn."),
  CHECKPOINT_ELSEWHERE(Kind.INVALID, "The checkpoint lies in another community than 'division'."),
  TEMPERATURE_OUT_OF_RANGE(
      Kind.INVALID, "A body temperature lies between 30.0 and 45.0 degrees Celsius."),
  OUTCOME_AGAINST_REASON(
      Kind.INVALID, "Who is admitted has no reason; who is not admitted has one."),
  TOO_OLD(Kind.INVALID, "Passages of that day are kept no longer."),
  ID_REUSED(Kind.INVALID, "Another passage came under this id or key before.");

  private final Kind kind;
  private final String detail;

  PassageRejection(Kind kind, String detail) {
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
