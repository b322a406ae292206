package org.qunfang.reporting;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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
import org.qunfang.events.Received.Position;

/** The other services, as Kafka knows them: publishes events with dense numbers per shard. */
final class Field implements AutoCloseable {

  private static final int PARTITIONS = 16;

  /** Numbers go on over all tests of a run, as a log's do. */
  private static final Map<String, Map<Integer, Long>> NUMBERS = new HashMap<>();

  private final KafkaProducer<String, byte[]> producer;

  Field(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** An event that happened in a community, as its service publishes it. */
  ProducerRecord<String, byte[]> event(Division community, Instant time, DomainEvent event) {
    return record(community, time, EventTypes.of(event), EventJson.write(event), service(event));
  }

  /** A record whose data is not what its type says. */
  ProducerRecord<String, byte[]> poison(Division community, Instant time, String type) {
    return record(community, time, type, "{\"nonsense\":true}", type.split("\\.")[2]);
  }

  private ProducerRecord<String, byte[]> record(
      Division community, Instant time, String type, String data, String service) {
    int shard = community.shard();
    long number =
        NUMBERS.computeIfAbsent(service, s -> new HashMap<>()).merge(shard, 1L, Long::sum);
    UUID id = EventIds.next();
    return CloudEventRecord.write(
        "qunfang." + service,
        shard % PARTITIONS,
        "/qunfang/" + service,
        new Position(1, number),
        id,
        type,
        "test-" + id,
        1,
        community.code(),
        time,
        Instant.now(),
        "somebody",
        null,
        data);
  }

  /** Publishes in this order. */
  @SafeVarargs
  final void publish(ProducerRecord<String, byte[]>... records) {
    for (ProducerRecord<String, byte[]> record : records) {
      var unused = producer.send(record);
    }
    producer.flush();
  }

  /** Publishes an event. */
  void tell(Division community, Instant time, DomainEvent event) {
    publish(event(community, time, event));
  }

  private static String service(DomainEvent event) {
    return EventTypes.serviceOf(event.getClass());
  }

  @Override
  public void close() {
    producer.close();
  }
}
