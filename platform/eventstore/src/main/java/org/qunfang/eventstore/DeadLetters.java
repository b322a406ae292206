package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.UnreadableEvent;

/**
 * Events that could not be applied: told on {@code qunfang.<service>.dead-letters} with the reason,
 * counted, kept, and replayed when the cause is mended. Nothing is dropped silently.
 */
@ApplicationScoped
public class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final EventLogConfig config;
  private final Map<String, Object> kafka;
  private final Clock clock;
  private final Counter died;
  private @Nullable KafkaProducer<String, byte[]> producer;

  DeadLetters(
      EventLogConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Clock clock,
      MeterRegistry meters) {
    this.config = config;
    this.kafka = kafka;
    this.clock = clock;
    this.died =
        Counter.builder("qunfang.dead.letters")
            .description("Events that could not be applied")
            .register(meters);
  }

  /** A dead letter as an operator sees it. */
  public record Listed(
      UUID id,
      String topic,
      int partition,
      long offset,
      @Nullable String type,
      @Nullable String community,
      String reason,
      Instant died,
      @Nullable Instant replayed) {}

  /** The newest dead letters that nobody has replayed. */
  public Uni<List<Listed>> list(Mutiny.Session session, int limit) {
    return session
        .createSelectionQuery(
            "from DeadLetter where replayed is null order by died desc", DeadLetter.class)
        .setMaxResults(limit)
        .getResultList()
        .map(
            letters ->
                letters.stream()
                    .map(
                        letter ->
                            new Listed(
                                letter.id,
                                letter.topic,
                                letter.partition,
                                letter.offset,
                                letter.type,
                                letter.community,
                                letter.reason,
                                letter.died,
                                letter.replayed))
                    .toList());
  }

  /**
   * Applies a dead letter now, once, in the caller's transaction; false when there is none to
   * replay.
   */
  public Uni<Boolean> replay(Mutiny.Session session, Inbox inbox, UUID id) {
    return session
        .find(DeadLetter.class, id, org.hibernate.LockMode.PESSIMISTIC_WRITE)
        .chain(
            letter -> {
              if (letter == null || letter.replayed != null) {
                return Uni.createFrom().item(false);
              }
              letter.replayed = clock.instant();
              return inbox.react(session, letter.record()).replaceWith(true);
            });
  }

  Uni<Void> keep(Mutiny.Session session, ConsumerRecord<String, byte[]> record, Throwable failure) {
    DeadLetter letter = DeadLetter.of(record, reason(failure), clock.instant());
    died.increment();
    LOG.error("dead letter " + letter.id + ": " + letter.reason);
    return session
        .find(DeadLetter.class, letter.id)
        .chain(known -> known == null ? session.persist(letter) : done());
  }

  Uni<Void> publish(ConsumerRecord<String, byte[]> record, Throwable failure) {
    var dead =
        new ProducerRecord<>(
            "qunfang." + config.service() + ".dead-letters",
            null,
            record.key(),
            record.value(),
            record.headers());
    dead.headers().add("reason", reason(failure).getBytes(StandardCharsets.UTF_8));
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

  /** Safe to show: only our own exceptions speak of the event, and none of them quotes a value. */
  private static String reason(Throwable failure) {
    boolean ours = failure instanceof UnreadableEvent || failure instanceof CommandRejected;
    return ours
        ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
        : failure.getClass().getSimpleName();
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
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
