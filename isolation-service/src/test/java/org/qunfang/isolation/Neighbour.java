package org.qunfang.isolation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.events.Received;

/** Another service as this one sees it: densely numbered events on its topic. */
final class Neighbour implements AutoCloseable {

  private static final int PARTITIONS = 16;
  private static final Map<String, Long> SEQUENCES = new ConcurrentHashMap<>();

  private final KafkaProducer<String, byte[]> producer;

  Neighbour(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Tells what happened in Yaowan at ten o'clock of a day. */
  ProducerRecord<String, byte[]> tells(String day, DomainEvent event) {
    return tells(day, event, EventJson.write(event));
  }

  /** Tells something under the type of an event that is none. */
  ProducerRecord<String, byte[]> tells(String day, DomainEvent typedAs, String data) {
    String service = EventTypes.serviceOf(typedAs.getClass());
    int shard = new Division(Caller.YAOWAN).shard();
    return again(
        CloudEventRecord.write(
            "qunfang." + service,
            shard % PARTITIONS,
            "/qunfang/" + service,
            new Received.Position(1, SEQUENCES.merge(service, 1L, Long::sum)),
            EventIds.next(),
            EventTypes.of(typedAs),
            "neighbour-" + UUID.randomUUID(),
            1,
            Caller.YAOWAN,
            Instant.parse(day + "T02:00:00Z"),
            Instant.now(),
            "somebody",
            null,
            data));
  }

  /** Tells the same again, as a relay does after a crash. */
  ProducerRecord<String, byte[]> again(ProducerRecord<String, byte[]> told) {
    var unused = producer.send(told);
    producer.flush();
    return told;
  }

  @Override
  public void close() {
    producer.close();
  }
}
