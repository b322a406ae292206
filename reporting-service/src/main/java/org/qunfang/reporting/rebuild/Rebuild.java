package org.qunfang.reporting.rebuild;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as an operator sees it.
 *
 * @param compareOnly whether the ledger is only compared with the log, and stays
 * @param events counted so far, once each
 * @param seconds from the start until the new ledger took its place, or until now
 * @param lockedMillis how long the live projection had to wait
 * @param pages of the new ledger
 * @param differences pages of the old ledger that the log does not confirm; 0 unless the catalogue
 *     or an event's reading has changed
 * @param reason why it failed
 */
public record Rebuild(
    UUID id,
    State state,
    boolean compareOnly,
    Instant started,
    @Nullable Instant finished,
    long events,
    double seconds,
    double eventsPerSecond,
    long lockedMillis,
    @Nullable Long pages,
    @Nullable Long differences,
    @Nullable String reason) {

  /** Where a rebuild is. */
  public enum State {
    /** Counting. */
    RUNNING,
    /** The new ledger is the live one, or has been compared with it. */
    DONE,
    /** Given up; the live ledger is as it was. */
    FAILED,
    /** The instance that ran it is gone; the live ledger is as it was. */
    INTERRUPTED
  }
}
