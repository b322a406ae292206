package org.qunfang.reporting.projection;

/** A dead letter that cannot be counted now either. */
final class StillDead extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StillDead() {
    super("still not readable");
  }
}
