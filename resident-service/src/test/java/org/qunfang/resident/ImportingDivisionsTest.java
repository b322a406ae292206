package org.qunfang.resident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.hamcrest.MatcherAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.events.Divisions;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ImportingDivisionsTest {

  /** A street with nine communities that no other test uses. */
  private static final String STREET = "422802002000";

  private static final String ABOLISHED = "422802002013";
  private static final String NEW = "422802002099";

  @TestHTTPResource("/")
  URI service;

  Tokens tokens;
  PostgresPart.Database database;
  Caller operator;
  Caller officer;

  @BeforeEach
  void arrive() {
    operator = Caller.person(tokens, "operator");
    officer = Caller.person(tokens, "city-enshi");
  }

  /** What came back. */
  private record Sent(HttpResponse<String> answer) {

    Sent statusCode(int expected) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
      return this;
    }

    Sent body(String path, Matcher<Object> expected) {
      MatcherAssert.assertThat(this.<Object>path(path), expected);
      return this;
    }

    <T> T path(String path) {
      return JsonPath.from(answer.body()).get(path);
    }
  }

  private Sent send(String query, String type, byte[] file) {
    return new Sent(operator.upload(service, "/admin/divisions/imports" + query, type, file));
  }

  private Sent send(String of, String lines) {
    return send("?of=" + of, "text/csv", ("code,name\n" + lines).getBytes(UTF_8));
  }

  /** The street as it is in the database now. */
  private String street() throws SQLException {
    StringBuilder lines = new StringBuilder();
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select code, name from division where code between 422802002000 and 422802002999"
                        + " and not abolished order by code")) {
      while (rows.next()) {
        lines.append(rows.getLong(1)).append(',').append(rows.getString(2)).append('\n');
      }
    }
    return lines.toString();
  }

  /** What the log tells of an import. */
  private List<String> told(String id) throws SQLException {
    List<String> told = new ArrayList<>();
    try (var connection = database.connect();
        var events =
            connection.prepareStatement(
                "select community || ' ' || split_part(type, '.', 4) from event"
                    + " where stream = ? order by version")) {
      events.setString(1, "division-import-" + id);
      try (var rows = events.executeQuery()) {
        while (rows.next()) {
          told.add(rows.getString(1));
        }
      }
    }
    return told;
  }

  @Test
  void theWholeCountryIsImportedInLessThanAMinuteAndAgainItChangesNothing() throws IOException {
    byte[] official;
    try (InputStream file = Divisions.class.getResourceAsStream("divisions-cn-2023.csv.gz")) {
      official = Objects.requireNonNull(file).readAllBytes();
    }
    String start = "/divisions/" + STREET;
    officer.get(start).statusCode(200);
    Instant before = Instant.now();
    Sent done = send("", "application/gzip", official).statusCode(201);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMinutes(1));
    done.body("divisions", equalTo(665_271)).body("of", equalTo("000000000000"));
    send("", "application/gzip", official)
        .statusCode(201)
        .body("added", equalTo(0))
        .body("renamed", equalTo(0))
        .body("abolished", equalTo(0))
        .body("unchanged", equalTo(665_271));
  }

  @Test
  void aReformIsADifference() throws SQLException {
    String street = street();
    String reformed =
        street.replaceAll(ABOLISHED + ",.*\n", "").replace("关东社区居民委员会", "关东新社区居民委员会")
            + NEW
            + ",新社区居民委员会\n";
    String household = officer.household(ABOLISHED);
    String id =
        send(STREET, reformed)
            .statusCode(201)
            .body("added", equalTo(1))
            .body("renamed", equalTo(1))
            .body("abolished", equalTo(1))
            .path("id");
    operator
        .get("/admin/divisions/imports/" + id)
        .statusCode(200)
        .body("summary.added", equalTo(1))
        .body("changes.code", contains("422802002001", ABOLISHED, NEW))
        .body("changes.kind", contains("RENAMED", "ABOLISHED", "ADDED"))
        .body("changes[0].was", equalTo("关东社区居民委员会"))
        .body("changes[0].name", equalTo("关东新社区居民委员会"));
    assertThat(told(id))
        .containsExactly(
            "422802002001 DivisionRenamed",
            ABOLISHED + " DivisionAbolished",
            NEW + " DivisionAdded");
    operator
        .get("/admin/divisions/imports/" + id + "?limit=1&after=422802002001")
        .body("changes.code", contains(ABOLISHED));
    operator.get("/admin/divisions/imports").body("id", hasItem(id));

    officer
        .post("/households", Map.of("community", ABOLISHED, "tenure", "OWNER"))
        .statusCode(409)
        .body("code", equalTo("DIVISION_ABOLISHED"));
    officer
        .post("/households/" + household + "/visits", Map.of("round", 1, "outcome", "NOBODY_HOME"))
        .statusCode(200);
    String newcomer = officer.household(NEW);
    String notice =
        officer
            .post(
                "/notices",
                Map.of("division", STREET, "kind", "GUIDE", "title", "指南", "text", "戴口罩"))
            .statusCode(201)
            .extract()
            .path("id");
    officer
        .get("/notices/" + notice + "/households?division=" + NEW)
        .body("household", hasItem(newcomer));
    aRosterIsTakenOverOnlyForCommunitiesThatAreNotAbolished();
    officer
        .get("/divisions/" + ABOLISHED)
        .statusCode(200)
        .body("abolished", equalTo(true))
        .body("level", equalTo("COMMUNITY"))
        .body("parent", equalTo(STREET));
    officer
        .get("/divisions?parent=" + STREET)
        .body("code", hasItem(NEW))
        .body("code", not(hasItem(ABOLISHED)));

    send(STREET, street)
        .statusCode(201)
        .body("added", equalTo(1))
        .body("renamed", equalTo(1))
        .body("abolished", equalTo(1));
    assertThat(officer.household(ABOLISHED)).isNotNull();
    officer
        .post("/households", Map.of("community", NEW, "tenure", "OWNER"))
        .statusCode(409)
        .body("code", equalTo("DIVISION_ABOLISHED"));
  }

  private void aRosterIsTakenOverOnlyForCommunitiesThatAreNotAbolished() {
    String roster = "姓名,社区代码,楼栋,门牌,户别\n甲,%s,%s,1,业主\n乙,%s,,2,业主\n";
    String id =
        officer
            .request()
            .contentType("text/csv")
            .body(roster.formatted(ABOLISHED, UUID.randomUUID(), NEW).getBytes(UTF_8))
            .post("/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .untilAsserted(
            () ->
                officer
                    .get("/imports/" + id)
                    .body("status", equalTo("DONE"))
                    .body("registered", equalTo(1))
                    .body("rejected", equalTo(1)));
    officer
        .get("/imports/" + id + "/errors")
        .body("row", contains(2))
        .body("field", contains("community"))
        .body("code", contains("DIVISION_ABOLISHED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42280200209,九|MALFORMED_DIVISION_LINE",
        "422802002001,关东|DUPLICATE_DIVISION",
        "422802001001,桃花|DIVISION_OUTSIDE",
      })
  void aBadFileChangesNothingAndSaysWhere(String line, String code) throws SQLException {
    String street = street();
    int lines = street.split("\n").length;
    send(STREET, street.replace("社区", "小区") + line + "\n")
        .statusCode(422)
        .body("code", equalTo(code))
        .body("line", equalTo(lines + 2));
    assertThat(street()).isEqualTo(street);
  }

  @Test
  void whoseParentIsMissingIsNoDivision() {
    send("422802000000", "422802000000,利川市\n422802098000,街\n422802099001,村\n")
        .statusCode(422)
        .body("code", equalTo("DIVISION_WITHOUT_PARENT"))
        .body("line", equalTo(4));
  }

  @Test
  void aFileWithoutWhatItIsAboutIsIncomplete() {
    send(STREET, "422802002001,关东社区居民委员会\n")
        .statusCode(422)
        .body("code", equalTo("DIVISION_FILE_INCOMPLETE"));
    send("", "text/csv", "code,name\n".getBytes(UTF_8))
        .statusCode(422)
        .body("code", equalTo("DIVISION_FILE_INCOMPLETE"));
  }

  @Test
  void halfACountryIsNotImportedByMistake() {
    send("422802000000", "422802000000,利川市\n")
        .statusCode(422)
        .body("code", equalTo("MANY_DIVISIONS_ABOLISHED"));
    officer.get("/divisions/" + STREET).body("abolished", equalTo(false));
  }

  @Test
  void citiesWithoutDistrictsAreInTheirPlace() {
    officer
        .get("/divisions/441900003000")
        .statusCode(200)
        .body("level", equalTo("STREET"))
        .body("parent", equalTo("441900000000"));
    officer.get("/divisions?parent=441900000000").body("code", hasItem("441900003000"));
    officer.get("/divisions/429004001000").body("parent", equalTo("429004000000"));
    officer.get("/divisions?parent=442000000000&limit=5").body("$", hasSize(5));
  }

  @Test
  void childrenAreReadPageByPage() {
    List<String> provinces = officer.get("/divisions?limit=200").extract().path("code");
    assertThat(provinces).hasSize(31).startsWith("110000000000").isSorted();
    officer
        .get("/divisions?limit=2&after=110000000000")
        .body("code", contains("120000000000", "130000000000"))
        .body("name", contains("天津市", "河北省"));
    officer
        .get("/divisions/999999999999")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_DIVISION"));
    officer.get("/divisions/42").statusCode(400).body("code", equalTo("MALFORMED_DIVISION"));
  }

  @Test
  void aFileMayBeLongAndEverythingElseMayNot() {
    byte[] body = new byte[3 * 1024 * 1024];
    Arrays.fill(body, (byte) '\n');
    send("", "text/csv", body).statusCode(422);
    assertThat(officer.upload(service, "/households", "application/json", body).statusCode())
        .isEqualTo(413);
    send("", "text/csv", new byte[65 * 1024 * 1024])
        .statusCode(413)
        .body("code", equalTo("BODY_TOO_LARGE"));
  }
}
