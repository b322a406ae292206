package org.qunfang.eventstore;

/** An idempotency key came again with another command (422). */
public final class KeyReused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeyReused() {
    super("this idempotency key belongs to another command", null, false, false);
  }
}
