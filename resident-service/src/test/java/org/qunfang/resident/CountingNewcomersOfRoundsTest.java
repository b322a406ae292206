package org.qunfang.resident;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/**
 * Whoever joined an open round is counted in its figures a moment later, once, whichever replica
 * comes to it first and whoever else changes the same figures in that moment.
 */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class CountingNewcomersOfRoundsTest {

  /** A round each. */
  private static final Iterator<String> COMMUNITIES =
      List.of("422822104001", "422822104200", "422822104201", "422822104202", "422822104203")
          .iterator();

  /** Holds up whoever is about to write down what was answered, after all else. */
  private static final String ANSWERS = "lock table answered_command in share mode";

  Tokens tokens;
  PostgresPart.Database database;
  Caller officer;
  Caller operator;
  String household;
  String round;

  /** Of one household with one person. */
  @BeforeEach
  void aRoundIsOpened() {
    officer = Caller.person(tokens, "city-enshi");
    operator = Caller.person(tokens, "operator");
    String community = COMMUNITIES.next();
    household = officer.household(community);
    officer.residentsOf(household, 1);
    round =
        officer
            .post("/screening-rounds", Map.of("community", community))
            .statusCode(201)
            .extract()
            .path("id");
  }

  /** Somebody came and was met at once: as the row says that a registration leaves. */
  private void somebodyComes() {
    try (Connection connection = database.connect();
        var come =
            connection.prepareStatement(
                "insert into screening_growth (round, people) values (?, 1)")) {
      come.setObject(1, UUID.fromString(round));
      come.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private ValidatableResponse count() {
    return operator.post(
        "/admin/sweeps/growth-of-rounds", Map.of("asOf", Instant.now().toString()));
  }

  private ValidatableResponse countSomebody() {
    somebodyComes();
    return count();
  }

  /** Answered once, whenever it is told again; so it writes an answer down. */
  private ValidatableResponse command(String path, Map<String, Object> body) {
    return officer
        .request()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(body)
        .post(path)
        .then();
  }

  private ValidatableResponse screen() {
    return command(
        "/households/" + household + "/visits", Map.of("outcome", "SCREENED", "people", 1));
  }

  private ValidatableResponse close() {
    return command("/screening-rounds/" + round + "/closing", Map.of());
  }

  private void meet(
      String lock, Supplier<ValidatableResponse> first, Supplier<ValidatableResponse> second)
      throws SQLException {
    Meeting both = Meeting.at(lock, database, first, second);
    both.first().statusCode(200);
    both.second().statusCode(200);
  }

  private String roundRow() {
    return "select from screening_round where id = '" + round + "' for update";
  }

  private ValidatableResponse figures() {
    return officer.get("/screening-rounds/" + round).statusCode(200);
  }

  @Test
  void twoReplicasThatCountInOneMomentCountNobodyTwice() throws SQLException {
    meet(roundRow(), this::countSomebody, this::count);
    figures().body("coverage.people", equalTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock table screening_household in share mode", ANSWERS})
  void aVisitAndWhoeverCountsInItsMomentLoseNothingOfEachOther(String lock) throws SQLException {
    meet(lock, this::screen, this::countSomebody);
    figures()
        .body("coverage.people", equalTo(2))
        .body("coverage.peopleAccounted", equalTo(2))
        .body("coverage.householdsScreened", equalTo(1));
  }

  @Test
  void aRoundThatIsClosedWhileSomebodyCountsIsClosedWithAll() throws SQLException {
    screen().statusCode(200);
    meet(roundRow(), this::countSomebody, this::close);
    figures().body("open", equalTo(false)).body("coverage.people", equalTo(2));
  }

  @Test
  void whoeverCountsWhileARoundIsClosedCountsNobodyAgain() throws SQLException {
    screen().statusCode(200);
    meet(
        ANSWERS,
        () -> {
          somebodyComes();
          return close();
        },
        this::count);
    figures().body("open", equalTo(false)).body("coverage.people", equalTo(2));
  }
}
