package org.qunfang.reporting.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.eventstore.EventLogConfig;

/**
 * Records that cannot be counted: told on the dead-letter topic, kept with the reason in the
 * transaction that passes over them, and counted later when somebody has mended the cause.
 *
 * <p>The platform's {@code DeadLetters} does the same within a Hibernate session; the projection
 * has none.
 */
@ApplicationScoped
class DeadEvents {

  private static final Logger LOG = Logger.getLogger(DeadEvents.class);
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final Pool pool;
  private final EventLogConfig config;
  private final Map<String, Object> kafka;
  private final Clock clock;
  private final Counter died;
  private @Nullable KafkaProducer<String, byte[]> producer;

  DeadEvents(
      Pool pool,
      EventLogConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Clock clock,
      MeterRegistry meters) {
    this.pool = pool;
    this.config = config;
    this.kafka = kafka;
    this.clock = clock;
    this.died =
        Counter.builder("qunfang.dead.letters")
            .description("Events that could not be applied")
            .register(meters);
  }

  /** A dead letter as an operator sees it. */
  record Listed(
      UUID id,
      String topic,
      int partition,
      long offset,
      @Nullable String type,
      @Nullable String community,
      String reason,
      OffsetDateTime died) {}

  /** Tells the topic of the dead among these; again when a batch is tried again. */
  Uni<Void> tell(List<Arrival> arrivals) {
    Uni<Void> told = Uni.createFrom().voidItem();
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Arrival.Poison poison) {
        told = told.chain(() -> tell(poison));
      }
    }
    return told;
  }

  private Uni<Void> tell(Arrival.Poison poison) {
    ConsumerRecord<String, byte[]> record = poison.kafka();
    var dead =
        new ProducerRecord<>(
            config.topic() + ".dead-letters", null, record.key(), record.value(), record.headers());
    dead.headers().add("reason", poison.reason().getBytes(StandardCharsets.UTF_8));
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
        .runSubscriptionOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultWorkerPool());
  }

  /** Keeps them until somebody replays them. */
  Uni<Void> keep(SqlConnection session, List<Arrival.Poison> dead) {
    Uni<Void> kept = Uni.createFrom().voidItem();
    for (Arrival.Poison poison : dead) {
      kept = kept.chain(() -> keep(session, poison));
    }
    return kept;
  }

  private Uni<Void> keep(SqlConnection session, Arrival.Poison poison) {
    ConsumerRecord<String, byte[]> record = poison.kafka();
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      // PostgreSQL keeps no NUL, and a header need not have a value.
      byte[] value = header.value() == null ? new byte[0] : header.value();
      headers.put(
          header.key().replace('\0', '?'),
          new String(value, StandardCharsets.UTF_8).replace('\0', '?'));
    }
    return session
        .preparedQuery(
            """
            insert into dead_letter
                   (id, topic, partition, offset_, type, community, reason, headers, value, died)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict do nothing
            """)
        .execute(
            Tuple.tuple()
                .addValue(id(record))
                .addValue(record.topic())
                .addValue(record.partition())
                .addValue(record.offset())
                .addValue(headers.get("ce_type"))
                .addValue(headers.get("ce_division"))
                .addValue(poison.reason().replace('\0', '?'))
                .addValue(write(headers))
                .addValue(record.value() == null ? null : Buffer.buffer(record.value()))
                .addValue(clock.instant().atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** Counts what has been kept, once that is committed. */
  void count(List<Arrival.Poison> dead) {
    for (Arrival.Poison poison : dead) {
      died.increment();
      LOG.error("dead letter " + id(poison.kafka()) + ": " + poison.reason());
    }
  }

  /** The newest that nobody has replayed. */
  Uni<List<Listed>> list(int limit) {
    return pool.preparedQuery(
            """
            select id, topic, partition, offset_, type, community, reason, died
              from dead_letter where replayed is null order by died desc limit $1
            """)
        .execute(Tuple.of(limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new Listed(
                                row.getUUID(0),
                                row.getString(1),
                                row.getInteger(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getOffsetDateTime(7)))
                    .toList());
  }

  /** Counts one now, once; false when there is none to replay. */
  Uni<Boolean> replay(Projection projection, UUID id) {
    return pool.withTransaction(
        session ->
            LedgerLock.share(session)
                .chain(
                    () ->
                        session
                            .preparedQuery(
                                """
                                update dead_letter set replayed = $2 where id = $1 and replayed is null
                                returning topic, partition, offset_, headers, value
                                """)
                            .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC))))
                .chain(
                    rows ->
                        rows.rowCount() == 0
                            ? Uni.createFrom().item(false)
                            : projection
                                .countAgain(session, record(rows.iterator().next()))
                                .replaceWith(true)));
  }

  private static ConsumerRecord<String, byte[]> record(Row row) {
    var value = row.getBuffer(4);
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(
            row.getString(0),
            row.getInteger(1),
            row.getLong(2),
            null,
            value == null ? null : value.getBytes());
    read(row.getString(3))
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static UUID id(ConsumerRecord<String, byte[]> record) {
    return EventIds.named(
        record.topic(), Integer.toString(record.partition()), Long.toString(record.offset()));
  }

  private static String write(Map<String, String> headers) {
    try {
      return EventJson.MAPPER.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write headers", e);
    }
  }

  private static Map<String, String> read(String headers) {
    try {
      return EventJson.MAPPER.readValue(headers, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read headers", e);
    }
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
