package org.qunfang.eventstore;

/** A command was decided again and again because others kept changing the same thing (409). */
public final class CollidedTooOften extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CollidedTooOften(Throwable last) {
    super("others keep changing the same thing", last);
  }
}
