package org.qunfang.resident.importing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.resident.importing.Staging.HandedIn;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/** Wherever an import is broken off, somebody goes on with it, and nothing is counted twice. */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class GoingOnWithImportsTest {

  private static final Division YAOWAN = new Division("422801001008");
  private static final Division NEIGHBOUR = new Division("422801001005");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Three batches. */
  private static final int ROWS = 1_100;

  /** Of each of two communities: five batches, of which the last is short. */
  private static final int STREET = 2_100;

  Tokens tokens;
  PostgresPart.Database database;
  @Inject Staging staging;
  @Inject ImportRuns runs;
  String building;

  @BeforeEach
  void build() {
    building = UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void whatWasBrokenOffIsGoneOnWithFromTheLastBatch() throws Exception {
    UUID id = running(ROWS);
    assertThat(runs.step(id).await().atMost(PATIENCE)).isTrue();
    stands(id)
        .body("status", equalTo("RUNNING"))
        .body("registered", equalTo(500))
        .body("open", equalTo(600));
    assertThat(count("roster_batch where import = '" + id + "'")).isEqualTo(2);

    due(Instant.now());

    stands(id)
        .body("status", equalTo("DONE"))
        .body("registered", equalTo(ROWS))
        .body("open", equalTo(0));
    assertThat(registered()).isEqualTo(ROWS);
    assertThat(count("roster_batch where import = '" + id + "'")).isZero();
    assertThat(count("roster_key where import = '" + id + "'")).isZero();
  }

  @Test
  void manyWhoGoOnAtOnceDoEachBatchOnce() throws Exception {
    UUID id = running(ROWS);
    Uni.join()
        .all(runs.goOn(id), runs.goOn(id), runs.goOn(id), runs.goOn(id))
        .andFailFast()
        .await()
        .atMost(PATIENCE);
    // Somebody who found a batch taken has left the rest to the other.
    due(Instant.now());
    stands(id).body("status", equalTo("DONE")).body("registered", equalTo(ROWS));
    assertThat(registered()).isEqualTo(ROWS);
  }

  @Test
  void aRosterOfSeveralCommunitiesIsTakenOverInTwoLanesAtOnce() throws Exception {
    UUID id = street(STREET, STREET);
    try (var other = database.connect()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("select from roster_lane where number = 1 and import = '" + id + "' for update");
      assertThat(runs.step(id).await().atMost(PATIENCE)).isTrue();
      officer(id).body("registered", equalTo(500)).body("open", equalTo(2 * STREET - 500));
      assertThat(registeredIn(NEIGHBOUR)).isEqualTo(500);
      assertThat(runs.goOn(id).await().atMost(PATIENCE)).isTrue();
      assertThat(runs.goOn(id).await().atMost(PATIENCE)).isFalse();
      assertThat(registeredIn(NEIGHBOUR)).isEqualTo(STREET);
      assertThat(registeredIn(YAOWAN)).isZero();
      officer(id).body("status", equalTo("RUNNING"));
      other.rollback();
    }
    due(Instant.now());
    officer(id)
        .body("status", equalTo("DONE"))
        .body("registered", equalTo(2 * STREET))
        .body("open", equalTo(0));
    assertThat(registeredIn(YAOWAN)).isEqualTo(STREET);
    assertThat(registeredIn(NEIGHBOUR)).isEqualTo(STREET);
  }

  @Test
  void manyWhoGoOnInLanesCountEachRowOnce() throws Exception {
    UUID id = street(STREET, STREET);
    Uni.join()
        .all(runs.goOn(id), runs.goOn(id), runs.goOn(id))
        .andFailFast()
        .await()
        .atMost(PATIENCE);
    due(Instant.now());
    officer(id)
        .body("status", equalTo("DONE"))
        .body("registered", equalTo(2 * STREET))
        .body("households", equalTo(2 * STREET / 3));
    assertThat(registered()).isEqualTo(2 * STREET);
  }

  @Test
  void whoeverHandsInManyLeavesConnectionsToOthers() throws Exception {
    List<String> ids = new ArrayList<>();
    try (var other = database.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table door_turn in exclusive mode");
      for (int i = 0; i < 20; i++) {
        ids.add(handedIn("某" + i + ",,," + building + ",%d,业主\n".formatted(i)));
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          count("pg_locks where relation = 'door_turn'::regclass and not granted"))
                      .isEqualTo(4));
      assertThat(ids)
          .allSatisfy(id -> stands(UUID.fromString(id)).body("status", equalTo("RUNNING")));
      other.rollback();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(ids)
                    .allSatisfy(id -> stands(UUID.fromString(id)).body("status", equalTo("DONE"))));
  }

  @Test
  void whatWasTakenOverAndNotToldIsToldByTheNextLook() throws Exception {
    UUID id = running(ROWS);
    runs.goOn(id).await().atMost(PATIENCE);
    untell(id);
    due(Instant.now());
    stands(id).body("status", equalTo("DONE")).body("registered", equalTo(ROWS));
    assertThat(registered()).isEqualTo(ROWS);
  }

  @Test
  void whatWasTakenOverAndNotToldIsToldByWhoeverCancels() throws Exception {
    UUID id = running(ROWS);
    runs.step(id).await().atMost(PATIENCE);
    untell(id);
    request()
        .post("/imports/" + id + "/cancellation")
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"))
        .body("registered", equalTo(500));
    UUID done = running(20);
    runs.goOn(done).await().atMost(PATIENCE);
    untell(done);
    request()
        .post("/imports/" + done + "/cancellation")
        .then()
        .statusCode(409)
        .body("code", equalTo("IMPORT_FINISHED"));
  }

  /** As if whoever took it over had been broken off before it was told. */
  private void untell(UUID id) throws SQLException {
    execute(
        "update roster_import set status = 'RUNNING', registered = 0, known = 0, finished = null where id = '"
            + id
            + "'");
  }

  @Test
  void manyFilesWithTheSameNewDoorsMakeOneHouseholdOfEach() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (String family : List.of("赵", "钱", "孙", "李")) {
      StringBuilder rows = new StringBuilder();
      for (int door = 0; door < 30; door++) {
        rows.append(family).append(door).append(",,,").append(building).append(',').append(door);
        rows.append(",业主\n");
      }
      ids.add(running(rows.toString()));
    }
    Uni.join().all(ids.stream().map(runs::goOn).toList()).andFailFast().await().atMost(PATIENCE);
    due(Instant.now());
    for (UUID id : ids) {
      stands(id).body("status", equalTo("DONE")).body("registered", equalTo(30));
    }
    assertThat(count("household where building = '" + building + "'")).isEqualTo(30);
    assertThat(registered()).isEqualTo(120);
  }

  @Test
  void aDoorWhosePeopleAreAllRefusedIsNotRegistered() throws Exception {
    UUID id = running("某,310128195001010014,," + building + ",7,业主\n");
    due(Instant.now());
    stands(id).body("registered", equalTo(1)).body("households", equalTo(1));
    UUID again =
        running("某,310128195001010014,," + building + ",8,业主\n别,,," + building + ",7,业主\n");
    due(Instant.now());
    stands(again)
        .body("known", equalTo(1))
        .body("registered", equalTo(1))
        .body("households", equalTo(0));
    assertThat(count("household where building = '" + building + "'")).isEqualTo(1);
  }

  @Test
  void oneRowThatCannotBeStoredSinksNoOther() throws Exception {
    execute("alter table household add constraint unspeakable check (compound <> 'unspeakable')");
    try {
      UUID id = running(rows(20) + "某,,unspeakable," + building + ",7,业主\n");
      due(Instant.now());
      stands(id)
          .body("status", equalTo("DONE"))
          .body("registered", equalTo(20))
          .body("rejected", equalTo(1));
      get("/imports/" + id + "/errors").body("code", equalTo(List.of("CANNOT_BE_STORED")));
    } finally {
      execute("alter table household drop constraint unspeakable");
    }
  }

  @Test
  void theKeyOfAnImportIsNotEvenWhereItLay() throws Exception {
    UUID cancelled = running(10);
    UUID done = running(11);
    assertThat(runs.step(done).await().atMost(PATIENCE)).isTrue();
    request().post("/imports/" + cancelled + "/cancellation").then().statusCode(200);
    String before = where("roster_key");
    await()
        .untilAsserted(
            () -> {
              due(Instant.now());
              assertThat(count("destroyed_key where held_in = 'roster_key'")).isZero();
            });
    assertThat(count("roster_key where import in ('" + cancelled + "', '" + done + "')")).isZero();
    assertThat(where("roster_key")).isNotEqualTo(before);
  }

  /** The file that a table lies in. */
  private String where(String table) throws SQLException {
    try (var connection = database.connect();
        var answer =
            connection
                .createStatement()
                .executeQuery("select pg_relation_filepath('" + table + "')")) {
      answer.next();
      return answer.getString(1);
    }
  }

  @Test
  void oneRowThatIsThereAlreadySinksNoOther() throws Exception {
    execute("create unique index single on household (building) where compound = 'single'");
    try {
      String twice = ",,single," + building + ",%d,业主\n";
      UUID id = running(rows(20) + "某" + twice.formatted(701) + "某" + twice.formatted(702));
      due(Instant.now());
      stands(id)
          .body("status", equalTo("DONE"))
          .body("registered", equalTo(21))
          .body("rejected", equalTo(1));
      get("/imports/" + id + "/errors").body("code", equalTo(List.of("CANNOT_BE_STORED")));
    } finally {
      execute("drop index single");
    }
  }

  @Test
  void whatIsCancelledStaysAsFarAsItCame() throws Exception {
    UUID id = running(ROWS);
    runs.step(id).await().atMost(PATIENCE);
    for (int i = 0; i < 2; i++) {
      request()
          .post("/imports/" + id + "/cancellation")
          .then()
          .statusCode(200)
          .body("status", equalTo("CANCELLED"))
          .body("registered", equalTo(500))
          .body("open", equalTo(600));
    }
    due(Instant.now());
    stands(id).body("registered", equalTo(500));
    assertThat(registered()).isEqualTo(500);
    assertThat(count("roster_batch where import = '" + id + "'")).isZero();
    get("/imports?status=CANCELLED&limit=200").body("id", hasItem(id.toString()));

    UUID again = running(ROWS);
    assertThat(again).isNotEqualTo(id);
    due(Instant.now());
    stands(again).body("known", equalTo(500)).body("registered", equalTo(600));
    request()
        .post("/imports/" + again + "/cancellation")
        .then()
        .statusCode(409)
        .body("code", equalTo("IMPORT_FINISHED"));
  }

  @Test
  void whatNobodyCouldTakeOverInTimeIsDestroyed() throws Exception {
    UUID id = running(10);
    execute(
        "update roster_import set received = received - interval '8 days' where id = '" + id + "'");
    due(Instant.now());
    stands(id).body("status", equalTo("EXPIRED")).body("open", equalTo(10));
    assertThat(count("roster_batch where import = '" + id + "'")).isZero();

    UUID unanswered = staged(rows(3));
    execute(
        "update roster_import set received = received - interval '2 hours' where id = '"
            + unanswered
            + "'");
    due(Instant.now());
    assertThat(count("roster_import where id = '" + unanswered + "'")).isZero();
    execute(
        "update roster_import set finished = finished - interval '91 days' where id = '"
            + id
            + "'");
    due(Instant.now());
    get("/imports/" + id, 404);
  }

  private UUID running(int rows) throws IOException, SQLException {
    return running(rows(rows));
  }

  private UUID running(String rows) throws IOException, SQLException {
    return running(staged(rows));
  }

  private UUID running(UUID id) throws SQLException {
    execute("update roster_import set status = 'RUNNING' where id = '" + id + "'");
    return id;
  }

  private UUID staged(String rows) throws IOException {
    return staged(YAOWAN, rows);
  }

  private UUID staged(Division own, String rows) throws IOException {
    String file = "姓名,公民身份号码,小区,楼栋,门牌,户别,社区代码\n" + rows;
    return staging
        .take(
            new HandedIn(own, YAOWAN, "somebody", Instant.now(), false),
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
        .id();
  }

  private String handedIn(String rows) {
    return request()
        .contentType("text/csv")
        .body(("姓名,公民身份号码,小区,楼栋,门牌,户别\n" + rows).getBytes(StandardCharsets.UTF_8))
        .post("/imports")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  /** A roster of two communities, one after the other. */
  private UUID street(int first, int second) throws IOException, SQLException {
    return running(
        staged(
            YAOWAN.at(Division.Level.STREET),
            rows(first) + rows(second).replace("业主", "业主," + NEIGHBOUR.code())));
  }

  private ValidatableResponse officer(UUID id) {
    return given()
        .auth()
        .oauth2(tokens.of("street-wuyangba"))
        .get("/imports/" + id)
        .then()
        .statusCode(200);
  }

  private long registeredIn(Division community) throws SQLException {
    return count(
        "resident r join household h on h.id = r.household where h.building = '%s' and r.community = '%s'"
            .formatted(building, community.code()));
  }

  private String rows(int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append("某").append(i).append(",,,").append(building).append(',').append(i / 3);
      rows.append(",业主\n");
    }
    return rows.toString();
  }

  private long registered() throws SQLException {
    return count(
        "resident where household in (select id from household where building = '"
            + building
            + "')");
  }

  private void due(Instant asOf) {
    given()
        .auth()
        .oauth2(tokens.of("operator"))
        .contentType("application/json")
        .body(Map.of("asOf", asOf.toString()))
        .post("/admin/sweeps/imports-due")
        .then()
        .statusCode(200);
  }

  private RequestSpecification request() {
    return given().auth().oauth2(tokens.of("cadre-yaowan"));
  }

  private ValidatableResponse get(String path) {
    return get(path, 200);
  }

  private ValidatableResponse get(String path, int status) {
    return request().get(path).then().statusCode(status);
  }

  private ValidatableResponse stands(UUID id) {
    return get("/imports/" + id);
  }

  private void execute(String statement) throws SQLException {
    try (var connection = database.connect();
        var update = connection.createStatement()) {
      update.execute(statement);
    }
  }

  private long count(String table) throws SQLException {
    try (var connection = database.connect();
        var answer = connection.createStatement().executeQuery("select count(*) from " + table)) {
      answer.next();
      return answer.getLong(1);
    }
  }
}
