package org.qunfang.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.OrderPacked;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

/** PostgreSQL goes and comes back; the service stays. */
@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@SuppressWarnings("NullAway.Init")
class LosingPostgresTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Commands commands;
  @Inject EventStore store;
  @Inject Pool pool;
  @Inject LogSignal signal;
  @Inject EventLogConfig config;
  PostgresPart postgres;
  PostgresPart.Database database;
  KafkaPart kafka;

  private void pack(String stream) {
    commands
        .transact(
            session ->
                store.append(
                    session,
                    stream,
                    0,
                    new Told(LogDatabase.YAOWAN, Instant.now(), "somebody"),
                    List.of(new OrderPacked(UUID.randomUUID()))))
        .await()
        .atMost(PATIENCE);
  }

  private int number(String query) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private boolean published(String stream) {
    return PublishedLog.of(kafka.bootstrapServers(), config.topic()).stream()
        .anyMatch(entry -> entry.stream().equals(stream));
  }

  @Test
  void everythingGoesOnByItselfWhenItIsBack() throws SQLException {
    var group =
        new GroupCommit<Integer, Integer>(
            "losing",
            pool,
            config.facts(),
            signal,
            new SimpleMeterRegistry(),
            (connection, numbers) ->
                connection
                    .preparedQuery("insert into kept select unnest($1::int[])")
                    .execute(Tuple.of(numbers.toArray(Integer[]::new)))
                    .replaceWith(numbers));
    String before = EventStore.stream("order", UUID.randomUUID());
    String after = EventStore.stream("order", UUID.randomUUID());
    pack(before);
    await().atMost(30, SECONDS).until(() -> published(before));
    int dead = number("select count(*) from dead_letter");
    List<NeedRegistered> needs = OtherService.needs(60);
    try (var other = new OtherService(kafka.bootstrapServers())) {
      for (int i = 0; i < 30; i++) {
        other.publish(1, i + 1, needs.get(i));
      }
      postgres.stop();
      for (int i = 30; i < 60; i++) {
        other.publish(1, i + 1, needs.get(i));
      }
      Throwable refused = assertThrows(RuntimeException.class, () -> pack(after));
      assertTrue(Weather.isToBlameFor(refused), "blames the command: " + refused);
      Throwable failed =
          assertThrows(RuntimeException.class, () -> group.submit(-7).await().atMost(PATIENCE));
      assertTrue(Weather.isToBlameFor(failed), "blames the fact: " + failed);

      postgres.start();
      await()
          .atMost(30, SECONDS)
          .ignoreExceptions()
          .until(
              () -> {
                pack(after);
                return true;
              });
      assertEquals(1_000_000, group.submit(1_000_000).await().atMost(PATIENCE));
      await().atMost(60, SECONDS).until(() -> published(after));
      NeedRegistered last = OtherService.need(NeedCategory.FOOD);
      other.publish(1, 61, last);
      await()
          .atMost(60, SECONDS)
          .until(
              () -> number("select count(*) from noted where need = '" + last.need() + "'") == 1);
    }
    assertEquals(
        60,
        number(
            "select count(*) from noted where need in ("
                + String.join(",", needs.stream().map(need -> "'" + need.need() + "'").toList())
                + ")"));
    assertEquals(dead, number("select count(*) from dead_letter"), "an innocent event died");
    assertEquals(1, number("select count(*) from event where stream = '" + after + "'"));
  }
}
