package org.qunfang.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.Leash;
import org.qunfang.testing.parts.Ports;
import org.qunfang.testing.parts.PostgresPart;

/** A database is lost and comes back from a dump: nobody skips and nobody doubles. */
@SuppressWarnings("NullAway.Init")
class RestoringADumpTest {

  private static KafkaPart kafka;

  private final String service =
      "log" + Long.toHexString(ThreadLocalRandom.current().nextLong() >>> 16);

  @BeforeAll
  static void parts() {
    WithPostgres.ofThisJvm().start();
    kafka = WithKafka.ofThisJvm();
    kafka.start();
  }

  private Relay relay(LogDatabase log) throws SQLException {
    var relay =
        new Relay(
            log.sessions("relay"),
            new SmallRyeConfigBuilder()
                .withMapping(EventLogConfig.class)
                .withDefaultValue("qunfang.service", service)
                .withDefaultValue("qunfang.relay.idle", "PT0.05S")
                .build()
                .getConfigMapping(EventLogConfig.class),
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    relay.start(new StartupEvent());
    return relay;
  }

  private List<PublishedLog.Entry> published() {
    return PublishedLog.of(kafka.bootstrapServers(), "qunfang." + service);
  }

  private void awaitApplied(int count) {
    await().atMost(60, SECONDS).until(() -> PublishedLog.applied(published()).size() == count);
  }

  private static Map<String, byte[]> dump(LogDatabase log) throws SQLException, IOException {
    Map<String, byte[]> dump = new TreeMap<>();
    try (Connection connection = log.connect()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table : tables(log)) {
        var rows = new ByteArrayOutputStream();
        copy.copyOut("copy " + table + " to stdout", rows);
        dump.put(table, rows.toByteArray());
      }
    }
    return dump;
  }

  private static void restore(Map<String, byte[]> dump, LogDatabase log)
      throws SQLException, IOException {
    try (Connection connection = log.connect();
        Statement statement = connection.createStatement()) {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (var table : dump.entrySet()) {
        statement.execute("truncate " + table.getKey());
        copy.copyIn(
            "copy " + table.getKey() + " from stdin", new ByteArrayInputStream(table.getValue()));
      }
      statement.execute(
          "select setval('log_position', coalesce((select max(position) from event), 1))");
    }
  }

  private static List<String> tables(LogDatabase log) throws SQLException {
    return log
        .column(
            """
            select tablename from pg_tables
             where schemaname = 'public' and tablename not in ('flyway_schema_history', 'fact')""")
        .stream()
        .map(Objects::requireNonNull)
        .toList();
  }

  /** The old database publishes on after the dump, which then replaces it. */
  private void loseAndRestoreInto(PostgresPart.Database fresh) throws Exception {
    kafka.createTopics(Map.of("qunfang." + service, 16));
    LogDatabase log = LogDatabase.in(WithPostgres.freshDatabase());
    Relay relay = relay(log);
    for (int version = 1; version <= 10; version++) {
      log.append(LogDatabase.YAOWAN, "order-1", version);
    }
    awaitApplied(10);
    relay.stop(new ShutdownEvent());
    log.append(LogDatabase.YAOWAN, "order-1", 11);
    log.append(LogDatabase.YAOWAN, "order-1", 12);
    Map<String, byte[]> dump = dump(log);
    relay = relay(log);
    for (int version = 13; version <= 15; version++) {
      log.append(LogDatabase.YAOWAN, "order-1", version);
    }
    awaitApplied(15);
    relay.stop(new ShutdownEvent());

    LogDatabase restored = LogDatabase.in(fresh);
    restore(dump, restored);
    relay = relay(restored);
    for (int version = 1; version <= 20; version++) {
      restored.append(LogDatabase.YAOWAN, "order-2", version);
    }
    awaitApplied(35);
    relay.stop(new ShutdownEvent());

    List<PublishedLog.Entry> all = published();
    List<PublishedLog.Entry> applied = PublishedLog.applied(all);
    assertEquals(35, applied.stream().map(PublishedLog.Entry::id).distinct().count());
    assertTrue(PublishedLog.streamsAreInOrder(applied));
    assertTrue(PublishedLog.numbersAreUnique(all));
    assertEquals(2, restored.number("select max(epoch) from log_epoch"));
    assertEquals(
        20,
        applied.stream().filter(entry -> entry.place().position().epoch() == 2).count(),
        "not all of the new life");
  }

  @Test
  void intoAnotherDatabaseOfTheSameCluster() throws Exception {
    loseAndRestoreInto(WithPostgres.freshDatabase());
  }

  @Test
  void intoAFreshCluster(@TempDir Path dir) throws Exception {
    var part = new PostgresPart(dir.resolve("postgres"), Ports.unused(1), Leash.thisJvm());
    part.start();
    try {
      // A cluster here is a copy of a prepared one; this one has had another life, as real ones
      // have.
      try (Connection connection = part.administration().connect();
          Statement statement = connection.createStatement()) {
        for (int i = 0; i < 500; i++) {
          statement.execute("create role stranger_" + i);
        }
      }
      loseAndRestoreInto(part.database("restored", "restored"));
    } finally {
      part.stop();
    }
  }

  @Test
  void aRestoredConsumerReadsOnFromWhereItsDatabaseWasAndANewOneFromTheBeginning()
      throws Exception {
    String topic = "qunfang." + service;
    kafka.createTopics(Map.of(topic, 2));
    LogDatabase log = LogDatabase.in(WithPostgres.freshDatabase());
    log.execute(
        "insert into inbox_offset (topic, partition, next_) values ('%s', 0, 4)".formatted(topic));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>(topic, 0, "key", "value")).get(20, SECONDS);
        producer.send(new ProducerRecord<>(topic, 1, "key", "value")).get(20, SECONDS);
      }
    }
    var offsets = new InboxOffsets(log.sessions("consumer"));
    Map<Integer, List<Long>> read = new TreeMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", service),
            new StringDeserializer(),
            new StringDeserializer())) {
      // Kafka remembers that everything has been read.
      var end = new OffsetAndMetadata(10);
      var partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.commitSync(Map.of(partitions.get(0), end, partitions.get(1), end));
      consumer.unsubscribe();
      consumer.subscribe(
          List.of(topic),
          new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> gone) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> mine) {
              offsets.onPartitionsAssigned(consumer, mine);
            }
          });
      await()
          .atMost(60, SECONDS)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        kafka ->
                            read.computeIfAbsent(kafka.partition(), x -> new ArrayList<>())
                                .add(kafka.offset()));
                return read.values().stream().mapToInt(List::size).sum() >= 16;
              });
    }
    assertEquals(List.of(4L, 5L, 6L, 7L, 8L, 9L), read.get(0));
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), read.get(1));
  }
}
