package org.qunfang.resident;

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

  /** Tells a fact of Yaowan. */
  ProducerRecord<String, byte[]> tells(Instant time, DomainEvent event) {
    return tells("facts", 0, time, event);
  }

  /** Tells what happened to something in Yaowan. */
  ProducerRecord<String, byte[]> tells(
      String stream, long version, Instant time, DomainEvent event) {
    String service = EventTypes.serviceOf(event.getClass());
    int shard = new Division(Caller.YAOWAN).shard();
    return again(
        CloudEventRecord.write(
            "qunfang." + service,
            shard % PARTITIONS,
            "/qunfang/" + service,
            new Received.Position(1, SEQUENCES.merge(service, 1L, Long::sum)),
            EventIds.next(),
            EventTypes.of(event),
            stream,
            version,
            Caller.YAOWAN,
            time,
            Instant.now(),
            UUID.randomUUID().toString(),
            null,
            EventJson.write(event)));
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
