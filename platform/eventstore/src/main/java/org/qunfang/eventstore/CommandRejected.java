package org.qunfang.eventstore;

import org.qunfang.events.Rejection;

/** A decider refused a command. */
public final class CommandRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rejection reason;

  /** With the decider's reason. */
  public CommandRejected(Rejection reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  /** The decider's reason. */
  public Rejection reason() {
    return reason;
  }
}
