package org.qunfang.eventstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.eventstore.GroupedCommands.Result;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class CommandingTogetherTest {

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Inject Commands commands;
  PostgresPart.Database database;
  GroupedCommands<Integer, String> group;

  @BeforeEach
  void nothingKept() throws SQLException {
    try (Connection connection = database.connect()) {
      connection.createStatement().execute("truncate kept");
    }
    group = commands.grouped("numbers", String.class, CommandingTogetherTest::keep);
  }

  /** Keeps small numbers. */
  private static Uni<List<Result<String>>> keep(SqlConnection connection, List<Integer> numbers) {
    List<Integer> small = numbers.stream().filter(n -> n < 100).toList();
    return connection
        .preparedQuery("insert into kept select unnest($1::int[])")
        .execute(Tuple.of(small.toArray(Integer[]::new)))
        .replaceWith(numbers.stream().map(CommandingTogetherTest::answer).toList());
  }

  private static Result<String> answer(int number) {
    return number < 100
        ? new Result.Done<>("kept " + number)
        : new Result.Refused<>(new TooLarge());
  }

  private CompletableFuture<String> tell(String key, int number) {
    return group.once(CommandKey.of("somebody", key, number), number).subscribeAsCompletionStage();
  }

  private static String answered(CompletableFuture<String> answer) throws Exception {
    return answer.get(30, TimeUnit.SECONDS);
  }

  private static Throwable refused(CompletableFuture<String> answer) {
    return Objects.requireNonNull(
        assertThrows(ExecutionException.class, () -> answered(answer)).getCause());
  }

  private int kept() throws SQLException {
    return count("kept");
  }

  private int count(String table) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet row =
            connection.createStatement().executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void eachGetsTheOwnAnswerAndARefusalHarmsNobody() throws Exception {
    List<CompletableFuture<String>> answers =
        IntStream.range(90, 110).mapToObj(n -> tell(UUID.randomUUID().toString(), n)).toList();
    for (int n = 90; n < 110; n++) {
      if (n < 100) {
        assertEquals("kept " + n, answered(answers.get(n - 90)));
      } else {
        assertInstanceOf(TooLarge.class, refused(answers.get(n - 90)));
      }
    }
    assertEquals(10, kept());
  }

  @Test
  void aCommandThatComesAgainGetsTheFirstAnswerWhenAndHoweverItComes() throws Exception {
    String key = UUID.randomUUID().toString();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(tell(key, 7));
    }
    for (CompletableFuture<String> answer : answers) {
      assertEquals("kept 7", answered(answer));
    }
    assertEquals("kept 7", answered(tell(key, 7)));
    assertEquals(1, kept());
  }

  @Test
  void aKeyThatCameWithAnotherCommandIsRefused() throws Exception {
    String key = UUID.randomUUID().toString();
    assertEquals("kept 1", answered(tell(key, 1)));
    assertInstanceOf(KeyReused.class, refused(tell(key, 2)));
    assertEquals(1, kept());
  }

  @Test
  void ofTwoCommandsThatComeTogetherWithOneKeyOneIsCarriedOut() throws Exception {
    String key = UUID.randomUUID().toString();
    List<CompletableFuture<String>> answers = List.of(tell(key, 1), tell(key, 2));
    int refused = 0;
    for (CompletableFuture<String> answer : answers) {
      try {
        answered(answer);
      } catch (ExecutionException reused) {
        assertInstanceOf(KeyReused.class, reused.getCause());
        refused++;
      }
    }
    assertEquals(1, refused);
    assertEquals(1, kept());
  }

  @Test
  void aRefusalIsNotRememberedAsAnAnswer() throws Exception {
    String key = UUID.randomUUID().toString();
    assertInstanceOf(TooLarge.class, refused(tell(key, 100)));
    assertEquals("kept 5", answered(tell(key, 5)));
  }

  @Test
  void withoutAKeyNothingIsRemembered() throws Exception {
    int before = count("answered_command");
    for (int i = 0; i < 3; i++) {
      assertEquals(
          "kept " + i,
          answered(
              group
                  .once(CommandKey.of("somebody", null, "number"), i)
                  .subscribeAsCompletionStage()));
    }
    assertEquals(3, kept());
    assertEquals(before, count("answered_command"));
  }
}
