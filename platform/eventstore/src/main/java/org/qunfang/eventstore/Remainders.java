package org.qunfang.eventstore;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sees to it that what commands leave behind is done soon: once for all that committed within a
 * moment, so that it costs little however many there are.
 */
@ApplicationScoped
class Remainders {

  private static final Logger LOG = Logger.getLogger(Remainders.class);
  private static final long GATHER_MILLIS = 100;

  private final Vertx vertx;
  private final List<Remainder> remainders;
  private final Clock clock;
  private final AtomicInteger asked = new AtomicInteger();

  Remainders(Vertx vertx, @All List<Remainder> remainders, Clock clock) {
    this.vertx = vertx;
    this.remainders = remainders;
    this.clock = clock;
  }

  /** Something was committed that may have left something. */
  void soon() {
    if (!remainders.isEmpty() && asked.getAndIncrement() == 0) {
      gather();
    }
  }

  private void gather() {
    vertx.setTimer(GATHER_MILLIS, timer -> doAll());
  }

  private void doAll() {
    asked.set(1);
    Multi.createFrom()
        .iterable(remainders)
        .onItem()
        .transformToUniAndMerge(this::one)
        .onTermination()
        .invoke(this::again)
        .subscribe()
        .with(done -> LOG.trace("did what commands had left"));
  }

  private Uni<Integer> one(Remainder remainder) {
    return Uni.createFrom()
        .deferred(() -> remainder.asOf(clock.instant()))
        .onFailure()
        .invoke(
            failure ->
                LOG.warn(
                    remainder.name() + " waits for the clock: " + failure.getClass().getName()))
        .onFailure()
        .recoverWithItem(0);
  }

  /** For whoever committed meanwhile. */
  private void again() {
    if (!asked.compareAndSet(1, 0)) {
      gather();
    }
  }
}
