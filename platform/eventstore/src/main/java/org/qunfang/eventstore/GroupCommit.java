package org.qunfang.eventstore;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Concurrent requests share a transaction, so that posting one by one is not bound by one commit an
 * event.
 *
 * <p>While a few batches commit, the next one gathers; nothing waits for a timer. A batch that
 * fails is done again in halves, so that one bad item sinks nobody else and costs a few
 * transactions, not one for each. What waits is bounded: beyond it {@link Overloaded}.
 *
 * @param <T> what is submitted
 * @param <R> what it gets back
 */
public final class GroupCommit<T, R> {

  private static final int TRIES = 5;

  /** A database that hangs is as good as one that is away; the same request again is recognised. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Pool pool;
  private final BiFunction<SqlConnection, List<T>, Uni<List<R>>> work;
  private final EventLogConfig.Facts limits;
  private final LogSignal signal;
  private final DistributionSummary sizes;

  private final Queue<Entry<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * What one caller submitted. The caller goes on in its own context: the one that the transaction
   * ends in belongs to whoever began it, with that one's identity and trace.
   */
  private record Entry<T, R>(List<T> items, UniEmitter<? super List<R>> emitter, Executor caller) {

    void complete(List<R> results) {
      caller.execute(() -> emitter.complete(results));
    }

    void fail(Throwable failure) {
      caller.execute(() -> emitter.fail(failure));
    }
  }

  /**
   * @param name tells the group in metrics
   * @param work stores a batch and answers one result an item, in order; it runs in one statement
   *     or its own transaction, and may run again for fewer items when it failed for many
   */
  public GroupCommit(
      String name,
      Pool pool,
      EventLogConfig.Facts limits,
      LogSignal signal,
      MeterRegistry meters,
      BiFunction<SqlConnection, List<T>, Uni<List<R>>> work) {
    this.pool = pool;
    this.work = work;
    this.limits = limits;
    this.signal = signal;
    this.sizes =
        DistributionSummary.builder("qunfang.group.commit.size")
            .description("Facts that shared a transaction")
            .tag("group", name)
            .register(meters);
    Gauge.builder("qunfang.group.commit.waiting", waiting, AtomicInteger::get)
        .description("Facts that wait for a transaction")
        .tag("group", name)
        .register(meters);
  }

  /** Stores one item with whatever else is waiting; the result comes when it is durable. */
  public Uni<R> submit(T item) {
    return submitAll(List.of(item)).map(results -> results.get(0));
  }

  /** Stores items together. */
  public Uni<List<R>> submitAll(List<T> items) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              if (waiting.addAndGet(items.size()) > limits.waiting()) {
                waiting.addAndGet(-items.size());
                emitter.fail(new Overloaded());
                return;
              }
              queue.add(new Entry<>(items, emitter, Here.executor()));
              drain();
            });
  }

  private void drain() {
    while (!queue.isEmpty()) {
      int running = inFlight.get();
      if (running >= limits.inFlight()) {
        return;
      }
      if (inFlight.compareAndSet(running, running + 1)) {
        List<Entry<T, R>> batch = take();
        if (batch.isEmpty()) {
          inFlight.decrementAndGet();
        } else {
          sizes.record(count(batch));
          store(batch).subscribe().with(stored -> done(), failure -> done());
        }
      }
    }
  }

  private List<Entry<T, R>> take() {
    List<Entry<T, R>> batch = new ArrayList<>();
    int items = 0;
    while (items < limits.batch()) {
      Entry<T, R> next = queue.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      items += next.items().size();
    }
    waiting.addAndGet(-items);
    return batch;
  }

  private static int count(List<? extends Entry<?, ?>> batch) {
    return batch.stream().mapToInt(entry -> entry.items().size()).sum();
  }

  /** Stores a batch and answers everybody in it. */
  private Uni<Void> store(List<Entry<T, R>> batch) {
    List<T> items = batch.stream().flatMap(entry -> entry.items().stream()).toList();
    return transact(items, 1)
        .invoke(results -> answer(batch, results))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(failure -> refused(batch, failure));
  }

  private Uni<List<R>> transact(List<T> items, int count) {
    return pool.withConnection(
            connection -> Uni.createFrom().deferred(() -> work.apply(connection, items)))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure(failure -> collided(failure) && count < TRIES)
        .recoverWithUni(() -> transact(items, count + 1))
        .invoke(signal::committed);
  }

  private void answer(List<Entry<T, R>> batch, List<R> results) {
    if (results.size() != count(batch)) {
      throw new IllegalStateException("the work answered " + results.size() + " of its items");
    }
    int from = 0;
    for (Entry<T, R> entry : batch) {
      int to = from + entry.items().size();
      entry.complete(results.subList(from, to));
      from = to;
    }
  }

  private Uni<Void> refused(List<Entry<T, R>> batch, Throwable failure) {
    if (batch.size() == 1 || Weather.isToBlameFor(failure)) {
      batch.forEach(entry -> entry.fail(failure));
      return Uni.createFrom().voidItem();
    }
    int half = batch.size() / 2;
    return store(batch.subList(0, half)).chain(() -> store(batch.subList(half, batch.size())));
  }

  private void done() {
    inFlight.decrementAndGet();
    drain();
  }

  /** Two batches held the same facts in another order, and one had to give way. */
  private static boolean collided(Throwable failure) {
    return failure instanceof PgException pg
        && (pg.getSqlState().equals("40P01") || pg.getSqlState().equals("40001"));
  }
}
