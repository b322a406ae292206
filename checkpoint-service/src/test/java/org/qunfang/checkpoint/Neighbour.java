package org.qunfang.checkpoint;

import java.time.Instant;
import java.util.Map;
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

  /** Tells what happened in Yaowan, as the given version of what it happened to. */
  ProducerRecord<String, byte[]> tells(long version, DomainEvent event) {
    return tells(Caller.YAOWAN, version, event, EventJson.write(event));
  }

  ProducerRecord<String, byte[]> tells(
      String community, long version, DomainEvent typedAs, String data) {
    String service = EventTypes.serviceOf(typedAs.getClass());
    int shard = new Division(community).shard();
    return again(
        CloudEventRecord.write(
            "qunfang." + service,
            shard % PARTITIONS,
            "/qunfang/" + service,
            new Received.Position(1, SEQUENCES.merge(service + shard, 1L, Long::sum)),
            EventIds.next(),
            EventTypes.of(typedAs),
            "neighbour",
            version,
            community,
            Instant.parse("2020-02-20T02:00:00Z"),
            Instant.now(),
            "somebody",
            null,
            data));
  }

  /** Tells the same again, as a relay does after a crash. */
  ProducerRecord<String, byte[]> again(ProducerRecord<String, byte[]> told) {
    producer.send(told);
    producer.flush();
    return told;
  }

  @Override
  public void close() {
    producer.close();
  }
}
