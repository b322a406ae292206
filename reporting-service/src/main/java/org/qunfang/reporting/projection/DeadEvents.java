package org.qunfang.reporting.projection;

import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.OwnJson;
import org.qunfang.eventstore.DeadLetterTopic;

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
  private final DeadLetterTopic topic;
  private final Clock clock;
  private final Counter died;

  DeadEvents(Pool pool, DeadLetterTopic topic, Clock clock, MeterRegistry meters) {
    this.pool = pool;
    this.topic = topic;
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
        told = told.chain(() -> topic.tell(poison.kafka(), poison.reason()));
      }
    }
    return told;
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
                .addValue(OwnJson.write(headers))
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
    OwnJson.read(row.getString(3), HEADERS)
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static UUID id(ConsumerRecord<String, byte[]> record) {
    return EventIds.named(
        record.topic(), Integer.toString(record.partition()), Long.toString(record.offset()));
  }
}
