package org.qunfang.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.EventIds;
import org.qunfang.events.SupplyEvent.OrderPacked;
import org.qunfang.eventstore.FactLog.Fact;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@SuppressWarnings("NullAway.Init")
class KeepingFactsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject FactLog facts;
  @Inject Pool pool;
  @Inject Housekeeping housekeeping;
  PostgresPart.Database database;

  private static Fact fact(Instant time) {
    return fact(EventIds.next(), time, UUID.randomUUID());
  }

  private static Fact fact(UUID id, Instant time, UUID order) {
    return new Fact(
        id, "orders", new Told(LogDatabase.YAOWAN, time, "somebody"), new OrderPacked(order), null);
  }

  private Set<UUID> append(Fact... all) {
    return pool.withConnection(connection -> facts.append(connection, List.of(all)))
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

  @Test
  void aFactLiesInThePartitionOfItsDayInTheField() throws SQLException {
    // A quarter past midnight in Wuhan is still yesterday in Greenwich.
    append(
        fact(Instant.parse("2020-02-11T16:15:00Z")), fact(Instant.parse("2020-02-11T15:45:00Z")));
    assertEquals(1, number("select count(*) from fact_20200212"));
    assertEquals(1, number("select count(*) from fact_20200211"));
  }

  @Test
  void aFactPostedAgainIsFoundAndNotStored() {
    UUID id = EventIds.next();
    UUID order = UUID.randomUUID();
    Instant time = Instant.now().minus(3, ChronoUnit.DAYS);
    assertEquals(Set.of(id), append(fact(id, time, order)));
    assertEquals(Set.of(), append(fact(id, time, UUID.randomUUID())));
    List<FactLog.Stored<OrderPacked>> found =
        pool.withConnection(
                connection ->
                    facts.find(
                        connection,
                        List.of(fact(id, time, UUID.randomUUID()), fact(time)),
                        OrderPacked.class))
            .await()
            .atMost(PATIENCE);
    assertEquals(List.of(new FactLog.Stored<>(id, new OrderPacked(order))), found);
  }

  @Test
  void ofTheSameFactTwiceInOneBatchOneIsNew() throws SQLException {
    UUID id = EventIds.next();
    Instant time = Instant.now();
    assertEquals(
        Set.of(id), append(fact(id, time, UUID.randomUUID()), fact(id, time, UUID.randomUUID())));
    assertEquals(1, number("select count(*) from fact where id = '" + id + "'"));
  }

  @Test
  void aNewDayIsOpenedEvenForATransactionThatHasLookedAtTheLog() {
    Fact fact = fact(Instant.parse("2019-12-31T04:00:00Z"));
    Set<UUID> fresh =
        pool.withTransaction(
                tx ->
                    facts
                        .find(tx, List.of(fact), OrderPacked.class)
                        .chain(() -> facts.append(tx, List.of(fact))))
            .await()
            .atMost(PATIENCE);
    assertEquals(Set.of(fact.id()), fresh);
  }

  @Test
  void aDayThatManyNeedAtOnceIsOpenedOnce() throws SQLException {
    Instant time = Instant.parse("2019-11-11T04:00:00Z");
    List<Uni<Set<UUID>>> batches =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(
                i ->
                    pool.withConnection(
                        connection -> facts.append(connection, List.of(fact(time)))))
            .toList();
    Uni.join().all(batches).andFailFast().await().atMost(PATIENCE);
    assertEquals(8, number("select count(*) from fact_20191111"));
  }

  @Test
  void retentionIsTwoWeeksOfWholeDays() {
    assertTrue(facts.keeps(Instant.now().minus(14, ChronoUnit.DAYS)));
    assertFalse(facts.keeps(Instant.now().minus(16, ChronoUnit.DAYS)));
  }

  @Test
  void aDayIsDroppedOnlyWhenItIsPublishedToTheLastFact() throws SQLException {
    append(fact(Instant.parse("2019-10-01T04:00:00Z")), fact(Instant.now()));
    try (Connection holding = database.connect();
        Statement statement = holding.createStatement()) {
      // While this transaction lives, nothing that comes after it is published.
      holding.setAutoCommit(false);
      statement.execute("select pg_current_xact_id()");
      append(fact(Instant.parse("2019-10-02T04:00:00Z")));
      await()
          .atMost(30, SECONDS)
          .until(
              () -> {
                housekeeping.tidy().await().atMost(PATIENCE);
                return number("select count(to_regclass('fact_20191001'))") == 0;
              });
      assertEquals(1, number("select count(*) from fact_20191002"));
      holding.rollback();
    }
    await()
        .atMost(30, SECONDS)
        .until(
            () -> {
              housekeeping.tidy().await().atMost(PATIENCE);
              return number("select count(to_regclass('fact_20191002'))") == 0;
            });
    assertTrue(number("select count(*) from fact where time > now() - interval '1 day'") > 0);
    // And the day can be opened again.
    append(fact(Instant.parse("2019-10-02T04:00:00Z")));
  }

  @Test
  void anAnswerIsForgottenAfterItsTime() throws SQLException {
    try (Connection connection = database.connect()) {
      connection
          .createStatement()
          .execute(
              """
              insert into answered_command (key, fingerprint, answer, answered)
              values (gen_random_uuid(), 'old', '1', now() - interval '91 days'),
                     (gen_random_uuid(), 'young', '1', now() - interval '89 days')
              """);
    }
    housekeeping.tidy().await().atMost(PATIENCE);
    assertEquals(0, number("select count(*) from answered_command where fingerprint = 'old'"));
    assertEquals(1, number("select count(*) from answered_command where fingerprint = 'young'"));
  }
}
