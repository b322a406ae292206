package org.qunfang.eventstore;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees to it that what commands leave behind is done soon: once for all that committed within a
 * moment, so that it costs little however many there are.
 */
@ApplicationScoped
class Remainders {

  private static final long GATHER_MILLIS = 100;

  private final Vertx vertx;
  private final List<Remainder> remainders;
  private final Sweeps sweeps;
  private final Clock clock;
  private final AtomicInteger asked = new AtomicInteger();

  Remainders(Vertx vertx, @All List<Remainder> remainders, Sweeps sweeps, Clock clock) {
    this.vertx = vertx;
    this.remainders = remainders;
    this.sweeps = sweeps;
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
        .transformToUniAndMerge(remainder -> sweeps.look(remainder, clock.instant()))
        .collect()
        .last()
        .subscribe()
        .with(done -> again());
  }

  /** For whoever committed meanwhile. */
  private void again() {
    if (!asked.compareAndSet(1, 0)) {
      gather();
    }
  }
}
