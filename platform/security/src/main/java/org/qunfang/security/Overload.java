package org.qunfang.security;

import java.time.Duration;

/** What a caller is told when this instance has as much in hand as it may. */
final class Overload {

  static final String CODE = "TOO_MANY_REQUESTS";

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Overload() {}

  static Problem problem() {
    return Problem.tooManyRequests(CODE, "As much is in hand as this instance takes.", PAUSE);
  }
}
