package org.qunfang.eventstore;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@SuppressWarnings("NullAway.Init")
class CommittingTogetherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Pool pool;
  @Inject LogSignal signal;
  @Inject Vertx vertx;
  PostgresPart.Database database;

  private record Limits(int batch, int inFlight, int waiting) implements EventLogConfig.Facts {
    @Override
    public Duration retention() {
      return Duration.ofDays(14);
    }
  }

  @BeforeEach
  void nothingKept() throws SQLException {
    try (Connection connection = database.connect()) {
      connection.createStatement().execute("truncate kept");
    }
  }

  private GroupCommit<Integer, String> group(Limits limits) {
    return group(limits, CommittingTogetherTest::keep);
  }

  private GroupCommit<Integer, String> group(
      Limits limits, BiFunction<SqlConnection, List<Integer>, Uni<List<String>>> work) {
    return new GroupCommit<>("test", pool, limits, signal, new SimpleMeterRegistry(), work);
  }

  private static Uni<List<String>> keep(SqlConnection connection, List<Integer> numbers) {
    return connection
        .preparedQuery("insert into kept select unnest($1::int[])")
        .execute(Tuple.of(numbers.toArray(Integer[]::new)))
        .replaceWith(numbers.stream().map(n -> "kept " + n).toList());
  }

  private int number(String query) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static <T> Throwable failure(CompletableFuture<T> answer) {
    var wrapped = assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
    return java.util.Objects.requireNonNull(wrapped.getCause());
  }

  @Test
  void whoComesTogetherSharesATransactionAndGetsTheOwnAnswer() throws Exception {
    var group = group(new Limits(100, 2, 10_000));
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 1000)
            .mapToObj(n -> group.submit(n).subscribeAsCompletionStage())
            .toList();
    for (int n = 0; n < 1000; n++) {
      assertEquals("kept " + n, answers.get(n).get(30, TimeUnit.SECONDS));
    }
    assertEquals(1000, number("select count(*) from kept"));
    int transactions = number("select count(distinct xmin::text) from kept");
    assertTrue(transactions <= 100, transactions + " transactions for 1000");
    assertTrue(transactions >= 10, "more than 100 in one: " + transactions + " transactions");
  }

  @Test
  void anAnswerMeansDurable() {
    var group = group(new Limits(10, 2, 10_000));
    for (int n = 0; n < 30; n++) {
      int own = n;
      Boolean there =
          group
              .submit(n)
              .map(
                  kept -> {
                    try {
                      return number("select count(*) from kept where n = " + own) == 1;
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  })
              .await()
              .atMost(PATIENCE);
      assertEquals(true, there);
    }
  }

  @Test
  void oneThatTheDatabaseRefusesFailsAloneAndCostsTheOthersLittle() throws Exception {
    var group = group(new Limits(1000, 1, 10_000));
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 600)
            .mapToObj(n -> group.submit(n == 300 ? -1 : n).subscribeAsCompletionStage())
            .toList();
    for (int n = 0; n < 600; n++) {
      if (n == 300) {
        assertInstanceOf(io.vertx.pgclient.PgException.class, failure(answers.get(n)));
      } else {
        assertEquals("kept " + n, answers.get(n).get(30, TimeUnit.SECONDS));
      }
    }
    assertEquals(599, number("select count(*) from kept"));
    int transactions = number("select count(distinct xmin::text) from kept");
    assertTrue(transactions <= 25, transactions + " transactions");
  }

  @Test
  void oneThatTheRulesCannotBearFailsAlone() throws Exception {
    var group =
        group(
            new Limits(1000, 1, 10_000),
            (connection, numbers) -> {
              if (numbers.contains(13)) {
                throw new IllegalArgumentException("unlucky");
              }
              return keep(connection, numbers);
            });
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 50).mapToObj(n -> group.submit(n).subscribeAsCompletionStage()).toList();
    for (int n = 0; n < 50; n++) {
      if (n == 13) {
        assertInstanceOf(IllegalArgumentException.class, failure(answers.get(n)));
      } else {
        assertEquals("kept " + n, answers.get(n).get(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void manyFailuresUseUpNoConnections() {
    var group =
        group(
            new Limits(1, 1, 10_000),
            (connection, numbers) -> {
              if (numbers.contains(13)) {
                throw new IllegalArgumentException("unlucky");
              }
              return keep(connection, numbers);
            });
    for (int i = 0; i < 50; i++) {
      assertThrows(IllegalArgumentException.class, () -> group.submit(13).await().atMost(PATIENCE));
    }
    assertEquals("kept 1", group.submit(1).await().atMost(PATIENCE));
  }

  @Test
  void workThatAnswersTooFewFailsInsteadOfLeavingPeopleWaiting() {
    var group =
        group(new Limits(10, 1, 100), (connection, numbers) -> Uni.createFrom().item(List.of()));
    assertThrows(IllegalStateException.class, () -> group.submit(1).await().atMost(PATIENCE));
  }

  @Test
  void moreThanMayWaitIsRefusedAtOnceAndWhatWaitsIsKept() throws Exception {
    var release = new CompletableFuture<Void>();
    var group =
        group(
            new Limits(10, 1, 25),
            (connection, numbers) ->
                Uni.createFrom().completionStage(release).chain(() -> keep(connection, numbers)));
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int n = 0; n < 26; n++) {
      answers.add(group.submit(n).subscribeAsCompletionStage());
    }
    // The first is under way, 25 wait: nobody more.
    assertThrows(Overloaded.class, () -> group.submit(26).await().atMost(PATIENCE));
    assertThrows(Overloaded.class, () -> group.submitAll(List.of(27, 28)).await().atMost(PATIENCE));
    release.complete(null);
    for (int n = 0; n < 26; n++) {
      assertEquals("kept " + n, answers.get(n).get(30, TimeUnit.SECONDS));
    }
    assertEquals("kept 29", group.submit(29).await().atMost(PATIENCE));
    assertEquals(27, number("select count(*) from kept"));
  }

  @Test
  void everybodyGoesOnInTheOwnContext() throws Exception {
    var group = group(new Limits(100, 1, 10_000));
    var strangers = new ConcurrentLinkedQueue<Integer>();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      int own = n;
      Context mine = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
      var answer = new CompletableFuture<Void>();
      answers.add(answer);
      mine.runOnContext(
          now ->
              group
                  .submit(own)
                  .subscribe()
                  .with(
                      kept -> {
                        if (Vertx.currentContext() != mine) {
                          strangers.add(own);
                        }
                        answer.complete(null);
                      },
                      answer::completeExceptionally));
    }
    for (CompletableFuture<Void> answer : answers) {
      answer.get(30, TimeUnit.SECONDS);
    }
    assertTrue(strangers.isEmpty(), strangers.size() + " went on in the context of another");
  }

  @Test
  void twoBatchesThatMeetCrosswiseBothEnd() throws Exception {
    // Each keeps its numbers in another order; PostgreSQL ends one of them, which is done again.
    BiFunction<SqlConnection, List<Integer>, Uni<List<String>>> slow =
        (connection, numbers) ->
            connection
                .preparedQuery(
                    """
                    insert into kept select n from unnest($1::int[]) n, lateral (select pg_sleep(0.2 + n * 0)) pause
                        on conflict do nothing""")
                .execute(Tuple.of(numbers.toArray(Integer[]::new)))
                .replaceWith(numbers.stream().map(n -> "kept " + n).toList());
    var group = group(new Limits(2, 2, 100), slow);
    var one = group.submitAll(List.of(1, 2)).subscribeAsCompletionStage();
    var other = group.submitAll(List.of(2, 1)).subscribeAsCompletionStage();
    assertEquals(List.of("kept 1", "kept 2"), one.get(30, TimeUnit.SECONDS));
    assertEquals(List.of("kept 2", "kept 1"), other.get(30, TimeUnit.SECONDS));
    await().until(() -> number("select count(*) from kept") == 2);
  }
}
