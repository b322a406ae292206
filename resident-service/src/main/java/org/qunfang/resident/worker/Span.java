package org.qunfang.resident.worker;

import java.time.Duration;
import java.time.Instant;

/** From then until then, the end not included. */
public record Span(Instant from, Instant until) {

  /** True when both go on at the same moment. */
  public boolean overlaps(Span other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }

  /** True when it ends after it begins, and not later than that long after. */
  public boolean lastsAtMost(Duration most) {
    return from.isBefore(until) && !Duration.between(from, until).minus(most).isPositive();
  }

  /** Whole minutes. */
  public int minutes() {
    return (int) Duration.between(from, until).toMinutes();
  }
}
