package org.qunfang.eventstore;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes, after a commit, the relays of all replicas and whatever of this one does what commands
 * left behind ({@link Remainder}). Nobody asks what was committed: one that only noted how far
 * reading has come wakes them for nothing, and is one of many that share a look.
 *
 * <p>The signal is not part of the transaction: a notification inside it would serialise all
 * commits of the database on one lock. Those within some milliseconds share one, and what they
 * published goes in one batch through all that listens. A signal that gets lost costs the relay's
 * idle time, no event.
 */
@ApplicationScoped
public class LogSignal {

  static final String CHANNEL = "log";
  private static final long GATHER_MILLIS = 20;

  private final Vertx vertx;
  private final Pool pool;
  private final Remainders remainders;
  private final AtomicBoolean pending = new AtomicBoolean();

  LogSignal(Vertx vertx, Pool pool, Remainders remainders) {
    this.vertx = vertx;
    this.pool = pool;
    this.remainders = remainders;
  }

  /** Something was committed. */
  public void committed() {
    remainders.soon();
    if (pending.compareAndSet(false, true)) {
      vertx.setTimer(
          GATHER_MILLIS,
          timer -> {
            pending.set(false);
            pool.query("notify " + CHANNEL).execute();
          });
    }
  }
}
