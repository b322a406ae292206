package org.qunfang.eventstore;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoingWhatCommandsLeaveTest {

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Something that was left, and how often it was done. */
  private record Left(String name, CompletableFuture<Integer> work, AtomicInteger done)
      implements Remainder {

    Left(String name, CompletableFuture<Integer> work) {
      this(name, work, new AtomicInteger());
    }

    @Override
    public Uni<Integer> asOf(Instant asOf) {
      done.incrementAndGet();
      return Uni.createFrom().completionStage(work);
    }

    void isDone(int times) {
      await().until(() -> done.get() >= times);
      assertEquals(times, done.get());
    }
  }

  private Remainders remainders(Left... left) {
    return new Remainders(vertx, List.of(left), new Sweeps(meters), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatIsLeftWhileItIsDoneIsDoneAfterIt() {
    Left slow = new Left("slow", new CompletableFuture<>());
    Remainders remainders = remainders(slow);
    remainders.soon();
    slow.isDone(1);
    remainders.soon();
    slow.work().complete(1);
    slow.isDone(2);
    remainders.soon();
    slow.isDone(3);
  }

  @Test
  void whatFailsIsCountedAndHoldsUpNothingElse() {
    Left lost =
        new Left("lost", CompletableFuture.failedFuture(new IllegalStateException("of its own")));
    Left found = new Left("found", CompletableFuture.completedFuture(1));
    Remainders remainders = remainders(lost, found);
    remainders.soon();
    found.isDone(1);
    remainders.soon();
    found.isDone(2);
    await().until(() -> meters.counter("qunfang.sweeps.failed", "sweep", "lost").count() == 2);
  }
}
