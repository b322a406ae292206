package org.qunfang.resident;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/**
 * Two commands that rest on each other's facts, told in one moment: the first has looked and is
 * stopped before it has stored what it decided, the second looks meanwhile.
 */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class MeetingInOneMomentTest {

  private static final String COMMUNITY = "422822101005";

  Tokens tokens;
  PostgresPart.Database database;
  Caller city;

  @BeforeEach
  void arrive() {
    city = Caller.person(tokens, "city-enshi");
  }

  /** What was answered to both. */
  private record Answers(ValidatableResponse first, ValidatableResponse second) {}

  /**
   * @param table that only the first one writes, and late
   */
  private Answers meet(
      String table, Supplier<ValidatableResponse> first, Supplier<ValidatableResponse> second)
      throws SQLException {
    return stoppedBy("lock table " + table + " in share mode", first, second);
  }

  private Answers stoppedBy(
      String lock, Supplier<ValidatableResponse> first, Supplier<ValidatableResponse> second)
      throws SQLException {
    try (Connection gate = database.connect()) {
      gate.setAutoCommit(false);
      gate.createStatement().execute(lock);
      var one = CompletableFuture.supplyAsync(first);
      await().until(() -> one.isDone() || waiting() >= 1);
      var other = CompletableFuture.supplyAsync(second);
      await().until(() -> other.isDone() || waiting() >= 2);
      gate.rollback();
      return new Answers(one.join(), other.join());
    }
  }

  private int waiting() throws SQLException {
    return count(
        "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
  }

  private int count(String rows) throws SQLException {
    try (var connection = database.connect();
        var count = connection.createStatement().executeQuery("select count(*) from " + rows)) {
      count.next();
      return count.getInt(1);
    }
  }

  private String worker(String kind) {
    return city.post("/workers", Map.of("community", COMMUNITY, "kind", kind))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse grid(String leader) {
    return city.post(
        "/grids", Map.of("community", COMMUNITY, "kind", "GRID", "name", "第一网格", "leader", leader));
  }

  @Test
  void whoStandsDownIsGivenNoGrid() throws SQLException {
    String leader = worker("CADRE");
    Answers answers =
        meet("grid", () -> grid(leader), () -> city.post("/workers/" + leader + "/stand-down"));
    answers.first().statusCode(201);
    answers.second().statusCode(409).body("code", equalTo("LEADS_GRIDS"));
  }

  @Test
  void whoStandsDownIsOnNoShift() throws SQLException {
    String volunteer = worker("VOLUNTEER");
    Map<String, Object> gate =
        Map.of(
            "community",
            COMMUNITY,
            "kind",
            "GATE",
            "from",
            "00:00",
            "until",
            "00:00",
            "workers",
            1);
    String post = city.post("/duty-posts", gate).statusCode(201).extract().path("id");
    Answers answers =
        meet(
            "shift",
            () ->
                city.post(
                    "/shifts",
                    Map.of(
                        "worker",
                        volunteer,
                        "post",
                        post,
                        "from",
                        "2100-01-01T08:00:00+08:00",
                        "until",
                        "2100-01-01T16:00:00+08:00")),
            () -> city.post("/workers/" + volunteer + "/stand-down"));
    answers.second().statusCode(200);
    String shift = answers.first().statusCode(201).extract().path("id");
    city.get("/shifts/" + shift).body("calledOff", equalTo(true));
  }
}
