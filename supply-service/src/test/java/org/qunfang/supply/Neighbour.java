package org.qunfang.supply;

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

/** Another service, as far as this one sees it: a topic with densely numbered events. */
final class Neighbour implements AutoCloseable {

  private static final int PARTITIONS = 16;

  /** Numbers go on from test to test, as the inbox remembers them. */
  private static final Map<String, Long> SEQUENCES = new ConcurrentHashMap<>();

  private final String service;
  private final KafkaProducer<String, byte[]> producer;

  Neighbour(String service, String bootstrapServers) {
    this.service = service;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Publishes an event of a stream in a community. */
  ProducerRecord<String, byte[]> tells(
      String community, String stream, long version, DomainEvent event) {
    return tells(community, stream, version, EventTypes.of(event), EventJson.write(event));
  }

  /** Publishes any data under a type. */
  ProducerRecord<String, byte[]> tells(
      String community, String stream, long version, String type, String data) {
    int shard = new Division(community).shard();
    long sequence = SEQUENCES.merge(service + "/" + shard, 1L, Long::sum);
    ProducerRecord<String, byte[]> told =
        CloudEventRecord.write(
            "qunfang." + service,
            shard % PARTITIONS,
            "/qunfang/" + service,
            new Received.Position(1, sequence),
            EventIds.next(),
            type,
            stream,
            version,
            community,
            Instant.parse("2020-02-20T04:00:00Z"),
            Instant.now(),
            UUID.randomUUID().toString(),
            null,
            data);
    return repeats(told);
  }

  /** Publishes the same once more, as a relay does after a crash. */
  ProducerRecord<String, byte[]> repeats(ProducerRecord<String, byte[]> told) {
    producer.send(told);
    producer.flush();
    return told;
  }

  @Override
  public void close() {
    producer.close();
  }
}
