package org.qunfang.eventstore;

/**
 * Too much is waiting already: refused before it queues without bound (503, Retry-After). Nothing
 * was stored.
 */
public final class Overloaded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Overloaded() {
    super("too much is waiting to be stored", null, false, false);
  }
}
