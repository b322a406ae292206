package org.qunfang.eventstore;

import static java.util.stream.Collectors.groupingBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.qunfang.events.CloudEventRecord;

/** What lies in a topic. */
final class PublishedLog {

  private PublishedLog() {}

  /** A record as consumers know it. */
  record Entry(UUID id, CloudEventRecord.Place place, String stream, long version) {}

  /** Everything, each partition in its order. */
  static List<Entry> of(String bootstrap, String topic) {
    List<Entry> entries = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(kafka -> entries.add(entry(kafka)));
      }
    }
    return entries;
  }

  private static Entry entry(ConsumerRecord<String, byte[]> kafka) {
    return new Entry(
        UUID.fromString(header(kafka, "ce_id")),
        CloudEventRecord.place(kafka),
        header(kafka, "ce_subject"),
        Long.parseLong(header(kafka, "ce_streamversion")));
  }

  private static String header(ConsumerRecord<String, byte[]> kafka, String name) {
    return new String(kafka.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** What a consumer that follows the rule applies, in order. */
  static List<Entry> applied(List<Entry> entries) {
    var positions = new Positions(Map.of());
    return entries.stream()
        .filter(entry -> positions.judge(entry.place()) == Positions.Verdict.NEXT)
        .toList();
  }

  /** Every sequence number stands for one event only. */
  static boolean numbersAreUnique(List<Entry> entries) {
    return entries.stream().collect(groupingBy(Entry::place)).values().stream()
        .allMatch(same -> same.stream().map(Entry::id).distinct().count() == 1);
  }

  /** The versions of each stream come in order. */
  static boolean streamsAreInOrder(List<Entry> applied) {
    return applied.stream().collect(groupingBy(Entry::stream)).values().stream()
        .map(stream -> stream.stream().map(Entry::version).toList())
        .allMatch(
            versions ->
                versions.equals(versions.stream().sorted(Comparator.naturalOrder()).toList()));
  }
}
