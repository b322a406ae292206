package org.qunfang.eventstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@SuppressWarnings("NullAway.Init")
class CarryingOutCommandsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Commands commands;
  @Inject EventStore store;
  PostgresPart.Database database;

  private final String stream = EventStore.stream("shelf", UUID.randomUUID());

  private Uni<Integer> take(Mutiny.Session session) {
    return store
        .handle(session, Shelf.DECIDER, OrderEvent.class, stream, UUID.randomUUID(), told())
        .map(EventStore.Outcome::state);
  }

  private static Told told() {
    return new Told(LogDatabase.YAOWAN, Instant.parse("2020-02-10T01:00:00Z"), "somebody");
  }

  /** Answers of commands that are all under way before the first may end. */
  private static <T> List<CompletableFuture<T>> together(int count, IntFunction<Uni<T>> command)
      throws InterruptedException {
    var start = new CountDownLatch(1);
    List<CompletableFuture<T>> answers =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  var answer = new CompletableFuture<T>();
                  Thread.ofVirtual()
                      .start(
                          () -> {
                            try {
                              start.await();
                              answer.complete(command.apply(i).await().atMost(PATIENCE));
                            } catch (Throwable failure) {
                              answer.completeExceptionally(failure);
                            }
                          });
                  return answer;
                })
            .toList();
    start.countDown();
    return answers;
  }

  private int events() throws SQLException {
    return number("select count(*) from event where stream = '" + stream + "'");
  }

  private int number(String query) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void ofTwoAtOneVersionOneWinsAndTheOtherDecidesAgain() throws Exception {
    List<CompletableFuture<Integer>> answers = together(8, i -> commands.transact(this::take));
    List<Integer> states = new ArrayList<>();
    int refused = 0;
    for (CompletableFuture<Integer> answer : answers) {
      try {
        states.add(answer.get(30, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        assertEquals(
            Shelf.Refusal.EMPTY,
            assertThrows(
                    CommandRejected.class,
                    () -> {
                      throw e.getCause();
                    })
                .reason());
        refused++;
      }
    }
    assertEquals(List.of(1, 2, 3), states.stream().sorted().toList());
    assertEquals(5, refused);
    assertEquals(3, events());
  }

  @Test
  void whoFollowsSeesEveryEventOnceAndInItsTransaction() throws Exception {
    for (CompletableFuture<Integer> answer : together(3, i -> commands.transact(this::take))) {
      answer.get(30, TimeUnit.SECONDS);
    }
    assertEquals(3, number("select count(*) from followed where stream = '" + stream + "'"));
    var unbearable = List.of(new org.qunfang.events.SupplyEvent.OrderPacked(Following.UNBEARABLE));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            commands
                .transact(session -> store.append(session, stream, 3, told(), unbearable))
                .await()
                .atMost(PATIENCE));
    assertEquals(3, events());
    assertEquals(3, number("select count(*) from followed where stream = '" + stream + "'"));
  }

  @Test
  void twoThatAppendAfterTheSameVersionCannotBothBe() throws Exception {
    var first = List.of(new org.qunfang.events.SupplyEvent.OrderPacked(UUID.randomUUID()));
    commands
        .transact(session -> store.append(session, stream, 0, told(), first))
        .await()
        .atMost(PATIENCE);
    Throwable failure =
        assertThrows(
            CollidedTooOften.class,
            () ->
                commands
                    .transact(session -> store.append(session, stream, 0, told(), first))
                    .await()
                    .atMost(PATIENCE));
    assertTrue(failure.getCause() != null);
    assertEquals(1, events());
  }

  @Test
  void aCommandSentTwiceAtOnceIsDoneOnceAndAnsweredTheSame() throws Exception {
    var key = CommandKey.of("somebody", UUID.randomUUID().toString(), "take");
    List<CompletableFuture<Integer>> answers =
        together(10, i -> commands.once(key, Integer.class, this::take));
    for (CompletableFuture<Integer> answer : answers) {
      assertEquals(1, answer.get(30, TimeUnit.SECONDS));
    }
    assertEquals(1, events());
  }

  @Test
  void nothingIsToldOfATimeBeforeWhatItFollows() throws Exception {
    commands.transact(this::take).await().atMost(PATIENCE);
    Told dayBefore = told().at(told().time().minus(Duration.ofDays(1)));

    CommandRejected refused =
        assertThrows(
            CommandRejected.class,
            () ->
                commands
                    .transact(
                        session ->
                            store.handle(
                                session,
                                Shelf.DECIDER,
                                OrderEvent.class,
                                stream,
                                UUID.randomUUID(),
                                dayBefore))
                    .await()
                    .atMost(PATIENCE));
    assertEquals(TimeRejection.BEFORE_IT_BEGAN, refused.reason());
    commands
        .transact(
            session ->
                store.conclude(
                    session, Shelf.DECIDER, OrderEvent.class, stream, UUID.randomUUID(), dayBefore))
        .await()
        .atMost(PATIENCE);
    assertEquals(
        2,
        number(
            "select count(*) from event where stream = '%s' and time = '%s'"
                .formatted(stream, told().time())));
  }

  @Test
  void aRefusedCommandIsNotRemembered() throws Exception {
    for (int i = 0; i < 3; i++) {
      commands.transact(this::take).await().atMost(PATIENCE);
    }
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      assertThrows(
          CommandRejected.class,
          () ->
              commands
                  .once(CommandKey.of("somebody", key, "take"), Integer.class, this::take)
                  .await()
                  .atMost(PATIENCE));
    }
  }

  @Test
  void aKeyOfAnotherCommandIsRefusedAndOfAnotherSenderIsAnotherKey() throws Exception {
    String key = UUID.randomUUID().toString();
    commands
        .once(CommandKey.of("somebody", key, "take"), Integer.class, this::take)
        .await()
        .atMost(PATIENCE);
    assertThrows(
        KeyReused.class,
        () ->
            commands
                .once(CommandKey.of("somebody", key, "take more"), Integer.class, this::take)
                .await()
                .atMost(PATIENCE));
    commands
        .once(CommandKey.of("somebody else", key, "take"), Integer.class, this::take)
        .await()
        .atMost(PATIENCE);
    assertEquals(2, events());
  }

  @Test
  void noUpdateOfAReadModelIsLost() throws Exception {
    commands
        .transact(
            session -> {
              var row = new Shelf.Row();
              row.name = stream;
              return session.persist(row);
            })
        .await()
        .atMost(PATIENCE);
    List<CompletableFuture<Void>> answers =
        together(
            6,
            i ->
                commands.transact(
                    session ->
                        session
                            .find(Shelf.Row.class, stream)
                            .invoke(row -> row.taken++)
                            .replaceWithVoid()));
    for (CompletableFuture<Void> answer : answers) {
      answer.get(30, TimeUnit.SECONDS);
    }
    assertEquals(6, number("select taken from shelf where name = '" + stream + "'"));
  }

  @Test
  void whatAnEventWasDecidedOnHasTheLowerTransaction() throws Exception {
    // The order of publishing is that of transaction ids. Here the second has its id before the
    // first appends, because it wrote elsewhere first; it must not append under that old id.
    var firstIsIn = new CompletableFuture<Void>();
    var secondHasItsId = new CompletableFuture<Void>();
    var second =
        together(
            1,
            i ->
                commands.transact(
                    session ->
                        session
                            .createNativeQuery("select pg_current_xact_id()::text")
                            .getSingleResult()
                            .invoke(id -> secondHasItsId.complete(null))
                            .chain(
                                () ->
                                    Uni.createFrom()
                                        .completionStage(firstIsIn)
                                        .emitOn(Here.executor()))
                            .chain(() -> take(session))));
    secondHasItsId.get(30, TimeUnit.SECONDS);
    commands.transact(this::take).await().atMost(PATIENCE);
    firstIsIn.complete(null);
    assertEquals(2, second.get(0).get(30, TimeUnit.SECONDS));
    assertEquals(
        1,
        number(
            """
            select count(*) from event a join event b using (stream)
             where a.stream = '%s' and a.version = 1 and b.version = 2 and a.tx < b.tx"""
                .formatted(stream)));
  }

  @Test
  void aFailureLeavesNothing() throws Exception {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            commands
                .transact(
                    session ->
                        take(session)
                            .<Integer>chain(
                                () -> Uni.createFrom().failure(new IllegalArgumentException("no"))))
                .await()
                .atMost(PATIENCE));
    assertEquals(0, events());
    assertThrows(
        CompletionException.class,
        () ->
            commands
                .<Integer>transact(
                    session -> {
                      throw new CompletionException(new IllegalStateException("at once"));
                    })
                .await()
                .atMost(PATIENCE));
  }

  @Test
  void manyFailuresUseUpNoConnections() {
    for (int i = 0; i < 50; i++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              commands
                  .<Integer>transact(
                      session -> {
                        throw new IllegalStateException("at once");
                      })
                  .await()
                  .atMost(PATIENCE));
    }
    assertEquals(1, commands.transact(this::take).await().atMost(PATIENCE));
  }
}
