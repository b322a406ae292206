package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Something that falls due with time, and is looked for by the clock or when an operator asks.
 * Every replica looks, so to do it twice must do nothing; see {@link Sweeps}.
 */
public interface Sweep {

  /** What operators and metrics call it: words with hyphens, as in {@code revisits-due}. */
  String name();

  /** Does what is due by then, which may lie in the past; tells how much was done. */
  Uni<Integer> asOf(Instant asOf);

  /** The same as the clock asks for it, again and again: what was done already is passed over. */
  default Uni<Integer> byTheClock(Instant now) {
    return asOf(now);
  }
}
