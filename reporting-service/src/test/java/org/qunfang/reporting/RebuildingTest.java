package org.qunfang.reporting;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
class RebuildingTest {

  private static final Instant NOON = Instant.parse("2020-02-15T04:00:00Z");

  @SuppressWarnings("NullAway.Init")
  KafkaPart kafka;

  PostgresPart.@Nullable Database database;

  @SuppressWarnings("NullAway.Init")
  Tokens tokens;

  @SuppressWarnings("NullAway.Init")
  Field field;

  @BeforeEach
  void open() {
    field = new Field(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    field.close();
  }

  @Test
  void confirmsWhatTheProjectionHas() {
    Division community = new Division("422823108210");
    field.tell(community, NOON, screened(5));
    awaitPeople(community, 5);
    rebuild("");

    JsonPath compared = rebuild("?compareOnly=true");

    assertEquals(0, compared.getLong("differences"));
    assertTrue(compared.getLong("pages") >= 4);
    assertTrue(compared.getLong("events") >= 1);
    awaitPeople(community, 5);
    assertTrue(consistent());
  }

  @Test
  void mendsALedgerThatWasDamaged() throws SQLException {
    Division community = new Division("422823109226");
    field.tell(community, NOON, screened(5));
    awaitPeople(community, 5);
    execute("update ledger set d15 = 77 where division = 422823109226 and metric = 10");
    assertEquals(false, consistent());

    JsonPath compared = rebuild("?compareOnly=true");
    assertTrue(compared.getLong("differences") >= 1);
    assertEquals(77, people(community));

    JsonPath rebuilt = rebuild("");
    assertTrue(rebuilt.getLong("differences") >= 1);
    assertEquals(5, people(community));
    assertTrue(consistent());
  }

  @Test
  void losesNothingThatIsToldMeanwhile() throws InterruptedException {
    Division community = new Division("422823200235");
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger told = new AtomicInteger();
    Thread gate =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!enough.get()) {
                    field.tell(community, NOON, screened(1));
                    told.incrementAndGet();
                  }
                });
    try {
      for (int i = 0; i < 3; i++) {
        assertEquals("DONE", rebuild("").getString("state"));
      }
    } finally {
      enough.set(true);
      gate.join();
    }

    awaitPeople(community, told.get());
    assertEquals(0, rebuild("?compareOnly=true").getLong("differences"));
    assertTrue(consistent());
  }

  @Test
  void leavesTheLiveLedgerWhenTheLogHasLostItsBeginning() throws SQLException {
    Division community = new Division("422802105232");
    field.tell(community, NOON, screened(5));
    awaitPeople(community, 5);
    String shard = "source = '/qunfang/resident' and shard = " + community.shard();
    execute("update inbox set sequence = sequence + 1000 where " + shard);

    JsonPath failed = rebuild("");
    execute("update inbox set sequence = sequence - 1000 where " + shard);

    assertEquals("FAILED", failed.getString("state"));
    assertEquals("Kafka does not have all that has been counted", failed.getString("reason"));
    assertEquals(5, people(community));
    assertEquals("DONE", rebuild("").getString("state"));
  }

  @Test
  void takesUpWhatARebuildThatDiedLeftBehind() throws SQLException {
    execute("drop table if exists ledger_next");
    execute("create table ledger_next (like ledger including all)");
    UUID id = UUID.randomUUID();
    execute(
        "insert into rebuild (id, state, compare_only, started, seen) values ('"
            + id
            + "', 'RUNNING', false, now() - interval '1 hour', now() - interval '1 hour')");

    given()
        .auth()
        .oauth2(tokens.of("operator"))
        .get("/admin/rebuilds/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("INTERRUPTED"));
    assertEquals("DONE", rebuild("").getString("state"));
  }

  @Test
  void knowsNoOther() {
    given()
        .auth()
        .oauth2(tokens.of("operator"))
        .get("/admin/rebuilds/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_REBUILD"));
  }

  private JsonPath rebuild(String query) {
    String id =
        given()
            .auth()
            .oauth2(tokens.of("operator"))
            .post("/admin/rebuilds" + query)
            .then()
            .statusCode(202)
            .body("id", notNullValue())
            .extract()
            .jsonPath()
            .getString("id");
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> List.of("DONE", "FAILED").contains(status(id).getString("state")));
    return status(id);
  }

  private JsonPath status(String id) {
    return given()
        .auth()
        .oauth2(tokens.of("operator"))
        .get("/admin/rebuilds/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private boolean consistent() {
    return given()
        .auth()
        .oauth2(tokens.of("operator"))
        .get("/admin/consistency?division=422800000000")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getBoolean("consistent");
  }

  private void execute(String sql) throws SQLException {
    try (var session = requireNonNull(database).connect();
        var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static HouseholdVisited screened(int people) {
    return new HouseholdVisited(UUID.randomUUID(), 1, VisitOutcome.SCREENED, Tenure.OWNER, people);
  }

  private void awaitPeople(Division community, int people) {
    await().atMost(Duration.ofSeconds(90)).until(() -> people(community), is(people));
  }

  private int people(Division community) {
    Integer value =
        given()
            .auth()
            .oauth2(tokens.of("city-enshi"))
            .get("/reports/" + community + "?day=2020-02-15&metrics=people.screened&children=false")
            .then()
            .statusCode(200)
            .extract()
            .path("metrics[0].value");
    return value == null ? 0 : value;
  }
}
