package org.qunfang.eventstore;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Concurrent requests share a transaction, so that posting one by one is not bound by one commit an
 * event.
 *
 * <p>While a few batches commit, the next one gathers; nothing waits for a timer. Work that fails
 * in company is done again alone, so that one bad item sinks nobody else. What waits is bounded:
 * beyond it {@link Overloaded}.
 *
 * @param <T> what is submitted
 * @param <R> what it gets back
 */
public final class GroupCommit<T, R> {

  private final Pool pool;
  private final BiFunction<SqlConnection, List<T>, Uni<List<R>>> work;
  private final EventLogConfig.Facts limits;
  private final LogSignal signal;
  private final DistributionSummary sizes;

  private final Queue<Entry<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  private record Entry<T, R>(List<T> items, UniEmitter<? super List<R>> emitter) {}

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
              queue.add(new Entry<>(items, emitter));
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
          commit(batch);
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

  private void commit(List<Entry<T, R>> batch) {
    List<T> items = batch.stream().flatMap(entry -> entry.items().stream()).toList();
    sizes.record(items.size());
    store(items)
        .subscribe()
        .with(
            results -> {
              done();
              int from = 0;
              for (Entry<T, R> entry : batch) {
                int to = from + entry.items().size();
                entry.emitter().complete(results.subList(from, to));
                from = to;
              }
            },
            failure -> {
              done();
              if (batch.size() == 1 || !isOfAnItem(failure)) {
                batch.forEach(entry -> entry.emitter().fail(failure));
              } else {
                batch.forEach(this::alone);
              }
            });
  }

  private Uni<List<R>> store(List<T> items) {
    return pool.withConnection(connection -> work.apply(connection, items));
  }

  private void alone(Entry<T, R> entry) {
    store(entry.items())
        .invoke(signal::committed)
        .subscribe()
        .with(entry.emitter()::complete, entry.emitter()::fail);
  }

  private void done() {
    inFlight.decrementAndGet();
    signal.committed();
    drain();
  }

  /**
   * The database answered and did not like something: some item's fault. Everything else is the
   * database's own.
   */
  private static boolean isOfAnItem(Throwable failure) {
    return failure instanceof PgException pg
        && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"));
  }
}
