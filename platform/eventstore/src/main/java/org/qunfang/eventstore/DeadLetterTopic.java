package org.qunfang.eventstore;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Tells on {@code qunfang.<service>.dead-letters} of events that could not be applied. */
@ApplicationScoped
public class DeadLetterTopic {

  private final EventLogConfig config;
  private final Map<String, Object> kafka;
  private @Nullable KafkaProducer<String, byte[]> producer;

  DeadLetterTopic(
      EventLogConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.config = config;
    this.kafka = kafka;
  }

  /** The record as it came, with the reason as one more header. */
  public Uni<Void> tell(ConsumerRecord<String, byte[]> record, String reason) {
    var dead =
        new ProducerRecord<>(
            config.topic() + ".dead-letters", null, record.key(), record.value(), record.headers());
    dead.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
    return Uni.createFrom()
        .<Void>emitter(
            emitter ->
                producer()
                    .send(
                        dead,
                        (metadata, error) -> {
                          if (error == null) {
                            emitter.complete(null);
                          } else {
                            emitter.fail(error);
                          }
                        }))
        // A producer may wait for its topic: not on an event loop.
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> ready = producer;
    if (ready == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, "dead-letters-" + config.service());
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
      settings.keySet().removeIf(key -> !ProducerConfig.configNames().contains(key));
      ready = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
      producer = ready;
    }
    return ready;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
