package org.qunfang.eventstore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.events.Received.Position;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRaised;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.events.SupplyEvent.Urgency;

/** Another service, never heard of before, that publishes what a test wants it to. */
final class OtherService implements AutoCloseable {

  static final String TOPIC = "qunfang.supply";

  final String source =
      "/qunfang/supply-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
  private final KafkaProducer<String, byte[]> producer;

  OtherService(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "max.block.ms", "20000"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  static NeedRegistered need(NeedCategory category) {
    return new NeedRegistered(UUID.randomUUID(), UUID.randomUUID(), category, Urgency.TODAY);
  }

  static List<NeedRegistered> needs(int count) {
    return java.util.stream.Stream.generate(() -> need(NeedCategory.FOOD)).limit(count).toList();
  }

  static List<NeedRaised> raised(int count) {
    return java.util.stream.Stream.generate(() -> raised(NeedCategory.FOOD)).limit(count).toList();
  }

  static NeedRaised raised(NeedCategory category) {
    return new NeedRaised(UUID.randomUUID(), category, RaisedTo.STREET);
  }

  ProducerRecord<String, byte[]> record(int epoch, long sequence, NeedRegistered need) {
    return record(epoch, sequence, "need-" + need.need(), need);
  }

  ProducerRecord<String, byte[]> record(int epoch, long sequence, NeedRaised raised) {
    return record(epoch, sequence, "need-" + raised.need(), raised);
  }

  private ProducerRecord<String, byte[]> record(
      int epoch, long sequence, String stream, DomainEvent event) {
    return CloudEventRecord.write(
        TOPIC,
        LogDatabase.YAOWAN.shard() % 16,
        source,
        new Position(epoch, sequence),
        EventIds.next(),
        EventTypes.of(event),
        stream,
        1,
        LogDatabase.YAOWAN.code(),
        Instant.now(),
        Instant.now(),
        "somebody",
        null,
        EventJson.write(event));
  }

  void publish(int epoch, long sequence, NeedRegistered need) {
    publish(record(epoch, sequence, need));
  }

  void publish(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same record with another header. */
  static ProducerRecord<String, byte[]> with(
      ProducerRecord<String, byte[]> record, String header, String value) {
    record.headers().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  /** The same record with another value. */
  static ProducerRecord<String, byte[]> carrying(
      ProducerRecord<String, byte[]> record, byte @org.jspecify.annotations.Nullable [] value) {
    return new ProducerRecord<>(
        record.topic(),
        record.partition(),
        record.timestamp(),
        record.key(),
        value,
        record.headers());
  }

  @Override
  public void close() {
    producer.close();
  }
}
