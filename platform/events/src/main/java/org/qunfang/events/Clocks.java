package org.qunfang.events;

import java.time.Duration;

/** Clocks of gates, hospitals and servers, which never quite agree. */
public final class Clocks {

  /** Two of them may differ by this much without anybody being wrong. */
  public static final Duration DIFFER = Duration.ofMinutes(5);

  private Clocks() {}
}
