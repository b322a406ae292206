package org.qunfang.local;

/** What was asked for cannot be done; the message tells a person what to do about it. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Refused(String message) {
    super(message);
  }
}
