package org.qunfang.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;

/** The relay against everything that can happen to it. */
@SuppressWarnings("NullAway.Init")
class PublishingTest {

  /** Communities of different shards. */
  private static final List<Division> COMMUNITIES =
      LongStream.range(0, 40)
          .mapToObj(i -> new Division(Long.toString(422801001001L + i)))
          .toList();

  /** Of relays whose Kafka is away. */
  private static final Duration IMPATIENCE = Duration.ofSeconds(4);

  private static KafkaPart kafka;

  private final List<Relay> relays = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private LogDatabase log;
  private String service;

  @BeforeAll
  static void parts() {
    WithPostgres.ofThisJvm().start();
    kafka = WithKafka.ofThisJvm();
    kafka.start();
  }

  @BeforeEach
  void emptyLog() {
    log = LogDatabase.in(WithPostgres.freshDatabase());
    service = "log" + Long.toHexString(ThreadLocalRandom.current().nextLong() >>> 16);
    kafka.start();
    kafka.createTopics(Map.of(topic(), 16));
  }

  @AfterEach
  void stopRelays() throws InterruptedException {
    for (Relay relay : relays) {
      relay.stop(new ShutdownEvent());
    }
  }

  private String topic() {
    return "qunfang." + service;
  }

  private Relay relay(DataSource sessions) throws SQLException {
    return relay(sessions, Duration.ofSeconds(20));
  }

  /** One that waits so long for Kafka: on a busy machine, too short is a failure of its own. */
  private Relay relay(DataSource sessions, Duration deliveryTimeout) throws SQLException {
    EventLogConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(EventLogConfig.class)
            .withDefaultValue("qunfang.service", service)
            .withDefaultValue("qunfang.relay.idle", "PT0.05S")
            .withDefaultValue("qunfang.relay.batch", "50")
            .withDefaultValue("qunfang.relay.delivery-timeout", deliveryTimeout.toString())
            .build()
            .getConfigMapping(EventLogConfig.class);
    Relay relay =
        new Relay(
            sessions,
            config,
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            Clock.systemUTC(),
            meters);
    relay.start(new StartupEvent());
    relays.add(relay);
    return relay;
  }

  private List<PublishedLog.Entry> published() {
    return PublishedLog.of(kafka.bootstrapServers(), topic());
  }

  private List<UUID> ids(List<PublishedLog.Entry> entries) {
    return entries.stream().map(PublishedLog.Entry::id).toList();
  }

  private void awaitApplied(int count) {
    await().atMost(60, SECONDS).until(() -> PublishedLog.applied(published()).size() == count);
  }

  private void assertNothingLostNorUnordered(int count) {
    List<PublishedLog.Entry> all = published();
    List<PublishedLog.Entry> applied = PublishedLog.applied(all);
    assertEquals(count, applied.size());
    assertEquals(count, applied.stream().map(PublishedLog.Entry::id).distinct().count());
    assertTrue(PublishedLog.numbersAreUnique(all), "a sequence number was given to two events");
    assertTrue(PublishedLog.streamsAreInOrder(applied), "a stream is out of order");
  }

  @Test
  void publishesInOrderWithDenseNumbers() throws SQLException {
    relay(log.sessions("relay"));
    for (int version = 1; version <= 200; version++) {
      log.append(COMMUNITIES.get(version % 40), "order-" + version % 40, (version + 39) / 40);
    }
    awaitApplied(200);
    assertNothingLostNorUnordered(200);
    assertEquals(200, published().size());
  }

  @Test
  void whatCommitsLateIsNeitherLostNorOvertaken() throws SQLException {
    relay(log.sessions("relay"));
    UUID first = log.append(LogDatabase.YAOWAN, "order-0", 1);
    awaitApplied(1);
    try (Connection slow = log.connect()) {
      slow.setAutoCommit(false);
      UUID late = LogDatabase.append(slow, LogDatabase.YAOWAN, "order-1", 1);
      UUID fast = log.append(LogDatabase.YAOWAN, "order-2", 1);
      // The relay looks every 50 ms, and must not be tempted.
      await().during(Duration.ofMillis(400)).until(() -> published().size() == 1);
      slow.commit();
      awaitApplied(3);
      assertEquals(List.of(first, late, fast), ids(published()));
    }
  }

  @Test
  void whatAnOpenTransactionHoldsBackIsSeenToBeLate() throws SQLException {
    relay(log.sessions("relay"));
    log.append(LogDatabase.YAOWAN, "order-0", 1);
    awaitApplied(1);
    await().atMost(20, SECONDS).until(() -> lag() == 0);
    try (Connection slow = log.connect()) {
      slow.setAutoCommit(false);
      LogDatabase.append(slow, LogDatabase.YAOWAN, "order-1", 1);
      log.append(LogDatabase.YAOWAN, "order-2", 1);
      await().atMost(20, SECONDS).until(() -> lag() > 0);
      slow.commit();
    }
    awaitApplied(3);
    await().atMost(20, SECONDS).until(() -> lag() == 0);
  }

  private double lag() {
    return meters.get("qunfang.relay.lag").gauge().value();
  }

  @Test
  void manyWritersOfDifferentSpeedLoseNothing() throws Exception {
    relay(log.sessions("relay"));
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 8; w++) {
      int writer = w;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Connection connection = log.connect()) {
                      connection.setAutoCommit(false);
                      for (int v = 1; v <= 60; v++) {
                        LogDatabase.append(
                            connection, COMMUNITIES.get(writer), "order-" + writer, v);
                        if (ThreadLocalRandom.current().nextInt(writer + 1) == 0) {
                          connection.commit();
                        }
                      }
                      connection.commit();
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    awaitApplied(480);
    assertNothingLostNorUnordered(480);
  }

  @Test
  void factsAndEventsShareOneOrder() throws SQLException {
    relay(log.sessions("relay"));
    log.execute(
        "create table fact_20200210 partition of fact for values from ('2020-02-10') to ('2020-02-11')");
    log.append(LogDatabase.YAOWAN, "order-1", 1);
    log.execute(
        """
        insert into fact (day, id, stream, type, community, shard, time, recorded, actor, data, epoch)
        values ('2020-02-10', gen_random_uuid(), 'passages', 'org.qunfang.supply.OrderPacked.v1', '%s', %d,
                '2020-02-10 08:00+08', now(), 'somebody', '{"order":"00000000-0000-4000-8000-000000000001"}',
                epoch_to_append_in())
        """
            .formatted(LogDatabase.YAOWAN.code(), LogDatabase.YAOWAN.shard()));
    log.append(LogDatabase.YAOWAN, "order-1", 2);
    awaitApplied(3);
    assertEquals(
        List.of("order-1", "passages", "order-1"),
        published().stream().map(PublishedLog.Entry::stream).toList());
  }

  @Test
  void replicasShareTheShardsAndOneThatDiesIsReplaced() throws SQLException {
    relay(log.sessions("relay-a"));
    relay(log.sessions("relay-b"));
    await()
        .atMost(30, SECONDS)
        .until(() -> log.shardsHeldBy("relay-a") == 32 && log.shardsHeldBy("relay-b") == 32);
    for (int i = 1; i <= 400; i++) {
      log.append(COMMUNITIES.get(i % 40), "order-" + i % 40, (i + 39) / 40);
      if (i % 100 == 0) {
        assertEquals(1, log.killSessions(i % 200 == 0 ? "relay-a" : "relay-b"));
      }
    }
    awaitApplied(400);
    assertNothingLostNorUnordered(400);
  }

  @Test
  void oneThatStopsHandsItsShardsOverAtOnce() throws Exception {
    Relay first = relay(log.sessions("relay-a"));
    await().atMost(20, SECONDS).until(() -> log.shardsHeldBy("relay-a") == 64);
    relay(log.sessions("relay-b"));
    await().atMost(20, SECONDS).until(() -> log.shardsHeldBy("relay-b") == 32);
    first.stop(new ShutdownEvent());
    // Well before the absent one's membership would have run out.
    await().atMost(7, SECONDS).until(() -> log.shardsHeldBy("relay-b") == 64);
  }

  @Test
  void afterAFailureNoSessionKeepsTheShardsOfOneThatGaveUp() throws SQLException {
    var pool = new PooledSessions(log.sessions("relay"));
    relay(pool, IMPATIENCE);
    log.append(LogDatabase.YAOWAN, "order-1", 1);
    awaitApplied(1);

    kafka.stop();
    log.append(LogDatabase.YAOWAN, "order-1", 2);
    await().atMost(60, SECONDS).until(() -> pool.borrowed() >= 2);
    kafka.start();

    awaitApplied(2);
    assertEquals(64, log.shardsHeldBy("relay"));
  }

  @Test
  void withoutKafkaEventsWaitAndArriveLater() throws SQLException {
    Relay relay = relay(log.sessions("relay"), IMPATIENCE);
    log.append(COMMUNITIES.get(0), "order-0", 1);
    awaitApplied(1);

    kafka.stop();
    for (int version = 2; version <= 30; version++) {
      log.append(COMMUNITIES.get(version % 5), "order-" + version % 5, version);
    }
    await().atMost(60, SECONDS).until(() -> !relay.publishing());
    log.append(COMMUNITIES.get(0), "order-0", 31);
    kafka.start();

    awaitApplied(31);
    assertNothingLostNorUnordered(31);
    await().atMost(10, SECONDS).until(relay::publishing);
  }

  @Test
  void killedBetweenSendingAndRememberingItSendsTheSameNumbersAgain() throws SQLException {
    relay(log.sessions("relay"));
    log.append(LogDatabase.YAOWAN, "order-1", 1);
    awaitApplied(1);
    try (Connection obstacle = log.connect();
        Statement statement = obstacle.createStatement()) {
      obstacle.setAutoCommit(false);
      // Without a transaction id, which would hold back the events themselves.
      statement.execute("lock table relay_shard in share mode");
      for (int version = 2; version <= 10; version++) {
        log.append(LogDatabase.YAOWAN, "order-1", version);
      }
      await().atMost(20, SECONDS).until(() -> published().size() > 1);
      assertEquals(1, log.killSessions("relay"));
      obstacle.rollback();
    }
    awaitApplied(10);
    assertTrue(published().size() > 10, "nothing was sent twice, so nothing was tested");
    assertNothingLostNorUnordered(10);
  }

  @Test
  void aDatabaseThatBreaksTheRulesIsTakenUpAgainWhenItIsMended() throws SQLException {
    Relay relay = relay(log.sessions("relay"));
    await().atMost(20, SECONDS).until(() -> log.shardsHeldBy("relay") == 64);
    log.execute("delete from relay_shard where shard = " + LogDatabase.YAOWAN.shard());
    assertEquals(1, log.killSessions("relay"));
    await().atMost(20, SECONDS).until(() -> !relay.publishing());
    log.append(LogDatabase.YAOWAN, "order-1", 1);
    await().during(Duration.ofMillis(300)).until(() -> published().isEmpty());
    log.execute(
        "insert into relay_shard (shard) values (%d)".formatted(LogDatabase.YAOWAN.shard()));
    awaitApplied(1);
  }
}
