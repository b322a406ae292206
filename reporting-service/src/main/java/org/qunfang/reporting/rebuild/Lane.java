package org.qunfang.reporting.rebuild;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.qunfang.events.CloudEventRecord.Place;
import org.qunfang.events.EventIds;
import org.qunfang.events.Received.Position;
import org.qunfang.eventstore.Positions;
import org.qunfang.eventstore.Positions.Shard;
import org.qunfang.reporting.projection.Arrival;
import org.qunfang.reporting.projection.Entries;
import org.qunfang.reporting.projection.Tally;

/**
 * The partitions of one number in all topics, read from the beginning: all that was ever told of
 * their communities, and of no others, so that each page is written once. Only what the live
 * projection has counted too is counted; what lies beyond is held back for the next round.
 */
final class Lane {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Pages kept in memory before they are written. */
  private static final int MOST_PAGES = 5_000;

  private final List<TopicPartition> partitions;
  private final ZoneId zone;
  private final LongAdder events;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Positions positions = new Positions(Map.of());
  private final Set<UUID> unreadable = new HashSet<>();
  private final Entries entries = new Entries();

  Lane(List<TopicPartition> partitions, ZoneId zone, LongAdder events) {
    this.partitions = partitions;
    this.zone = zone;
    this.events = events;
  }

  /**
   * Reads on to the end as it is now.
   *
   * @param limits where the live projection is
   * @param write writes entries to the new ledger
   * @return how many events were held back
   */
  long read(
      KafkaConsumer<String, byte[]> consumer,
      Map<Shard, Position> limits,
      Consumer<Entries> write) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    if (next.isEmpty()) {
      next.putAll(consumer.beginningOffsets(partitions));
    }
    next.forEach(consumer::seek);
    Map<TopicPartition, Long> held = new HashMap<>();
    long heldBack = 0;
    long progress = System.nanoTime();
    while (!reached(consumer, ends)) {
      var batch = consumer.poll(POLL);
      if (batch.isEmpty()) {
        if (System.nanoTime() - progress > PATIENCE.toNanos()) {
          throw new RebuildFailed("Kafka delivers nothing more");
        }
        continue;
      }
      progress = System.nanoTime();
      heldBack += take(batch, limits, held);
      if (entries.size() > MOST_PAGES) {
        flush(write);
      }
    }
    flush(write);
    for (TopicPartition partition : partitions) {
      next.put(partition, held.getOrDefault(partition, consumer.position(partition)));
    }
    return heldBack;
  }

  private static boolean reached(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey()) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  private long take(
      Iterable<ConsumerRecord<String, byte[]>> batch,
      Map<Shard, Position> limits,
      Map<TopicPartition, Long> held) {
    Tally tally = new Tally(positions, entries);
    long heldBack = 0;
    for (ConsumerRecord<String, byte[]> kafka : batch) {
      Arrival arrival = Arrival.of(kafka, zone);
      Place place = arrival.place();
      if (place != null && beyond(place, limits)) {
        held.putIfAbsent(new TopicPartition(kafka.topic(), kafka.partition()), kafka.offset());
        heldBack++;
      } else {
        if (place != null) {
          checkBeginning(place);
        }
        tally.take(arrival);
      }
    }
    events.add(tally.counted().size() + tally.unknown());
    for (Arrival.Poison poison : tally.dead()) {
      ConsumerRecord<String, byte[]> kafka = poison.kafka();
      unreadable.add(
          EventIds.named(
              kafka.topic(), Integer.toString(kafka.partition()), Long.toString(kafka.offset())));
    }
    return heldBack;
  }

  private static boolean beyond(Place place, Map<Shard, Position> limits) {
    Position limit = limits.get(new Shard(place.source(), place.shard()));
    return limit == null || place.position().compareTo(limit) > 0;
  }

  /** Fewer events must not replace more. */
  private void checkBeginning(Place place) {
    if (place.position().sequence() > 1
        && !positions.moved().containsKey(new Shard(place.source(), place.shard()))) {
      throw new RebuildFailed("Kafka no longer has the beginning of the log");
    }
  }

  private void flush(Consumer<Entries> write) {
    if (!entries.isEmpty()) {
      write.accept(entries);
      entries.clear();
    }
  }

  /** Where this lane is in its shards. */
  Map<Shard, Position> reached() {
    return positions.moved();
  }

  /** The dead letters that records would be which cannot be read now either. */
  List<UUID> unreadable() {
    return new ArrayList<>(unreadable);
  }
}
