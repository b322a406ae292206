package org.qunfang.reporting.rebuild;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.qunfang.events.Received.Position;
import org.qunfang.eventstore.Positions.Shard;
import org.qunfang.reporting.projection.InboxTable;
import org.qunfang.reporting.projection.LedgerLock;
import org.qunfang.reporting.rebuild.NewLedger.Comparison;

/**
 * Counts everything anew from Kafka while the live projection goes on: in rounds up to where it is,
 * the last of them while it waits, so that both ledgers stand at the same place when they are
 * compared and change places.
 */
final class Recount implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So little is left that the live projection may wait for it. */
  private static final long LITTLE = 20_000;

  private static final int MOST_ROUNDS = 20;

  private final Pool pool;
  private final NewLedger ledger;
  private final List<Lane> lanes;
  private final ExecutorService threads;
  private final BlockingQueue<KafkaConsumer<String, byte[]>> consumers;
  private final LongAdder events = new LongAdder();
  private final Runnable heartbeat;

  /**
   * @param heartbeat called now and then from the thread that counts
   */
  Recount(
      Pool pool,
      Map<String, Object> kafka,
      List<String> topics,
      ZoneId zone,
      int readers,
      Runnable heartbeat) {
    this.pool = pool;
    this.ledger = new NewLedger(pool);
    this.heartbeat = heartbeat;
    this.threads =
        Executors.newFixedThreadPool(
            readers, Thread.ofPlatform().daemon().name("rebuild-", 1).factory());
    this.consumers = new ArrayBlockingQueue<>(readers);
    for (int i = 0; i < readers; i++) {
      consumers.add(consumer(kafka));
    }
    this.lanes = lanes(topics, zone);
  }

  /**
   * What a recount came to.
   *
   * @param lockedMillis how long the live projection had to wait
   */
  record Outcome(Comparison comparison, long lockedMillis) {}

  /** Events counted so far. */
  long events() {
    return events.sum();
  }

  /**
   * Counts, compares, and changes places unless it is only to be compared.
   *
   * @param holder a connection of its own, which holds the lock
   */
  Outcome run(SqlConnection holder, boolean compareOnly) throws InterruptedException {
    ledger.open();
    long left = Long.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && left > LITTLE; round++) {
      left = readOn(InboxTable.all(pool).await().atMost(PATIENCE));
    }
    ledger.analyze();
    LedgerLock.take(holder).await().atMost(PATIENCE);
    long locked = System.nanoTime();
    try {
      Map<Shard, Position> live = InboxTable.all(holder).await().atMost(PATIENCE);
      var unused = readOn(live);
      checkReached(live);
      Comparison comparison = ledger.compare();
      if (compareOnly) {
        ledger.drop();
      } else {
        ledger.changePlaces(holder, unreadable());
      }
      return new Outcome(comparison, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - locked));
    } finally {
      LedgerLock.giveBack(holder).await().atMost(PATIENCE);
    }
  }

  private List<UUID> unreadable() {
    return lanes.stream().flatMap(lane -> lane.unreadable().stream()).toList();
  }

  private void checkReached(Map<Shard, Position> live) {
    Map<Shard, Position> reached = new HashMap<>();
    lanes.forEach(lane -> reached.putAll(lane.reached()));
    if (!reached.equals(live)) {
      throw new RebuildFailed("Kafka does not have all that has been counted");
    }
  }

  /** Reads all lanes on to where the live projection is; answers how many lie beyond. */
  private long readOn(Map<Shard, Position> limits) throws InterruptedException {
    List<Future<Long>> running = new ArrayList<>();
    for (Lane lane : lanes) {
      running.add(threads.submit(() -> read(lane, limits)));
    }
    long left = 0;
    try {
      for (Future<Long> lane : running) {
        left += await(lane);
      }
    } finally {
      running.forEach(lane -> lane.cancel(true));
    }
    return left;
  }

  private long read(Lane lane, Map<Shard, Position> limits) throws InterruptedException {
    KafkaConsumer<String, byte[]> consumer = consumers.take();
    try {
      return lane.read(consumer, limits, ledger::add);
    } finally {
      consumers.add(consumer);
    }
  }

  private long await(Future<Long> lane) throws InterruptedException {
    while (true) {
      try {
        return lane.get(500, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        heartbeat.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RebuildFailed failed) {
          throw failed;
        }
        throw new IllegalStateException("a lane failed", e.getCause());
      }
    }
  }

  private List<Lane> lanes(List<String> topics, ZoneId zone) {
    KafkaConsumer<String, byte[]> consumer = consumers.element();
    Map<Integer, List<TopicPartition>> byNumber = new HashMap<>();
    for (String topic : topics) {
      int partitions = consumer.partitionsFor(topic).size();
      IntStream.range(0, partitions)
          .forEach(
              number ->
                  byNumber
                      .computeIfAbsent(number, n -> new ArrayList<>())
                      .add(new TopicPartition(topic, number)));
    }
    return byNumber.values().stream()
        .map(partitions -> new Lane(partitions, zone, events))
        .toList();
  }

  private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "rebuild-" + UUID.randomUUID());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Read events take twenty times what they take on the way, and the readers share the heap of a
    // service that goes on counting.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 512 << 10);
    // At the end of a lane a question is still open, and the next lane's waits behind it.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    settings.keySet().removeIf(key -> !ConsumerConfig.configNames().contains(key));
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        consumers.forEach(KafkaConsumer::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
