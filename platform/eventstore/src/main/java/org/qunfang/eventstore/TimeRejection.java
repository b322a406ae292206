package org.qunfang.eventstore;

import org.qunfang.events.Rejection;

/** Why what was told cannot have happened when it is said to have. */
public enum TimeRejection implements Rejection {
  /** A closing before the opening, a recovery before the illness. */
  BEFORE_IT_BEGAN(Kind.CONFLICT, "It cannot have happened on a day before what it follows.");

  private final Kind kind;
  private final String detail;

  TimeRejection(Kind kind, String detail) {
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
