package org.qunfang.reporting.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.qunfang.events.CloudEventRecord.Place;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.InboxOffsets;
import org.qunfang.eventstore.Positions;
import org.qunfang.eventstore.Positions.Shard;
import org.qunfang.eventstore.Traces;
import org.qunfang.eventstore.Weather;

/**
 * Keeps the ledger: a batch is read, summed in memory, and written with the positions in one short
 * transaction, at all four levels. Delivered at least once, counted exactly once.
 *
 * <p>Short, because an open transaction holds back the relays of every database of the cluster:
 * reading and parsing come before it.
 */
@ApplicationScoped
public class Projection {

  private static final Logger LOG = Logger.getLogger(Projection.class);

  /** How often a record is tried again alone before it is dead. */
  private static final int TRIES = 2;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Pool pool;
  private final DeadEvents deadEvents;
  private final EventLogConfig config;
  private final Clock clock;
  private final Counter counted;
  private final Counter duplicates;
  private final Counter gaps;
  private final Counter unknown;
  private final Counter retries;
  private final Timer freshness;
  private final DistributionSummary batches;
  private volatile double lastFreshness;

  Projection(
      Pool pool, DeadEvents deadEvents, EventLogConfig config, Clock clock, MeterRegistry meters) {
    this.pool = pool;
    this.deadEvents = deadEvents;
    this.config = config;
    this.clock = clock;
    this.counted = counter(meters, "counted", "Events counted into the ledger");
    this.duplicates = counter(meters, "duplicates", "Events that had been counted before");
    this.gaps =
        counter(meters, "gaps", "Events that came before one they follow: an alarm when it stays");
    this.unknown = counter(meters, "passed.over", "Events of a type this version does not know");
    this.retries = counter(meters, "retries", "Times that a batch failed and was tried again");
    this.freshness =
        Timer.builder("qunfang.projection.freshness")
            .description("From acceptance of an event to its being visible at all levels")
            .publishPercentileHistogram()
            .register(meters);
    this.batches =
        DistributionSummary.builder("qunfang.projection.batch")
            .description("Records that one transaction took")
            .register(meters);
    Gauge.builder("qunfang.projection.freshness.last", this, projection -> projection.lastFreshness)
        .description("Age of the oldest event of the last batch when it became visible")
        .baseUnit("seconds")
        .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder("qunfang.projection." + name).description(description).register(meters);
  }

  /** Counts a batch as Kafka delivers it; its offsets may be committed when the Uni completes. */
  public Uni<Void> project(Iterable<ConsumerRecord<String, byte[]>> batch) {
    return Uni.createFrom()
        .item(() -> read(batch))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(this::countUntilDone);
  }

  /**
   * What came.
   *
   * @param tried how often it has failed alone
   */
  private record Batch(List<Arrival> arrivals, int tried) {

    /** Where in Kafka reading goes on once it is counted. */
    Map<TopicPartition, Long> next() {
      Map<TopicPartition, Long> next = new HashMap<>();
      for (Arrival arrival : arrivals) {
        var kafka = arrival.kafka();
        next.put(new TopicPartition(kafka.topic(), kafka.partition()), kafka.offset() + 1);
      }
      return next;
    }

    boolean isBuried() {
      return arrivals.stream().allMatch(Arrival.Poison.class::isInstance);
    }

    Batch part(int from, int to) {
      return new Batch(arrivals.subList(from, to), 0);
    }
  }

  private Batch read(Iterable<ConsumerRecord<String, byte[]>> records) {
    List<Arrival> arrivals = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> kafka : records) {
      arrivals.add(Arrival.of(kafka, config.zone()));
    }
    return new Batch(arrivals, 0);
  }

  /** What fails like the weather passes, and the batch waits until it does. */
  private Uni<Void> countUntilDone(Batch batch) {
    return Uni.createFrom()
        .deferred(() -> count(batch))
        .invoke(this::measure)
        .replaceWithVoid()
        .onFailure(failure -> !batch.isBuried() && !Weather.isToBlameFor(failure))
        .recoverWithUni(failure -> apart(batch, failure))
        .onFailure()
        .invoke(
            failure -> {
              retries.increment();
              LOG.warn("events wait: " + failure.getClass().getSimpleName());
            })
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
        .indefinitely();
  }

  /**
   * What fails for its own sake is found by halves. Alone it is tried again, since another consumer
   * may have been faster; then it becomes a dead letter, and those behind it are counted.
   */
  private Uni<Void> apart(Batch batch, Throwable failure) {
    retries.increment();
    int size = batch.arrivals().size();
    if (size > 1) {
      return countUntilDone(batch.part(0, size / 2))
          .chain(() -> countUntilDone(batch.part(size / 2, size)));
    }
    if (batch.tried() < TRIES) {
      return Uni.createFrom()
          .voidItem()
          .onItem()
          .delayIt()
          .by(PAUSE)
          .chain(() -> countUntilDone(new Batch(batch.arrivals(), batch.tried() + 1)));
    }
    return countUntilDone(new Batch(List.of(batch.arrivals().get(0).dead(failure)), 0));
  }

  private Uni<Tally> count(Batch batch) {
    Set<Shard> shards =
        batch.arrivals().stream()
            .filter(arrival -> arrival.place() != null)
            .map(arrival -> shard(arrival.place()))
            .collect(Collectors.toSet());
    return deadEvents
        .tell(batch.arrivals())
        .chain(() -> pool.withTransaction(session -> count(session, shards, batch)));
  }

  private Uni<Tally> count(SqlConnection session, Set<Shard> shards, Batch batch) {
    return LedgerLock.share(session)
        .chain(() -> InboxTable.lock(session, shards))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            known -> {
              Tally tally = new Tally(new Positions(known), new Entries());
              batch.arrivals().forEach(tally::take);
              return Ledger.LIVE
                  .add(session, tally.entries().atAllLevels())
                  .chain(() -> DivisionTable.follow(session, tally.events()))
                  .chain(() -> InboxTable.move(session, tally.positions(), known.keySet()))
                  .chain(() -> InboxOffsets.remember(session, batch.next()))
                  .chain(() -> deadEvents.keep(session, tally.dead()))
                  .replaceWith(tally);
            });
  }

  /** Counts one record whatever its position: the way a dead letter is replayed. */
  Uni<Void> countAgain(SqlConnection session, ConsumerRecord<String, byte[]> kafka) {
    return switch (Arrival.of(kafka, config.zone())) {
      case Arrival.Countable event -> {
        Entries entries = new Entries();
        entries.enter(event.community(), event.day(), event.movements());
        yield Ledger.LIVE
            .add(session, entries.atAllLevels())
            .chain(() -> DivisionTable.follow(session, List.of(event.event())));
      }
      case Arrival.Unknown later -> Uni.createFrom().failure(new StillDead());
      case Arrival.Poison poison -> Uni.createFrom().failure(new StillDead());
    };
  }

  private void measure(Tally tally) {
    counted.increment(tally.counted().size());
    duplicates.increment(tally.duplicates());
    unknown.increment(tally.unknown());
    batches.record(tally.counted().size() + tally.duplicates() + tally.unknown());
    deadEvents.count(tally.dead());
    if (tally.gaps() > 0) {
      gaps.increment(tally.gaps());
      LOG.warn("events are missing before " + tally.gaps() + " others, which wait for them");
    }
    Instant now = clock.instant();
    Duration oldest = Duration.ZERO;
    for (Arrival.Countable event : tally.counted()) {
      Duration age = Duration.between(event.recorded(), now);
      freshness.record(age);
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
      String traceparent = event.traceparent();
      if (traceparent != null) {
        Traces.consuming("count", traceparent).end();
      }
    }
    lastFreshness = oldest.toMillis() / 1000.0;
  }

  private static Shard shard(Place place) {
    return new Shard(place.source(), place.shard());
  }
}
