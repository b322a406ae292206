package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.qunfang.resident.Caller.YAOWAN;
import static org.qunfang.resident.Caller.idNumber;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
class KeepingPersonalDataApartTest {

  private static final String NAME = "欧阳某某";
  private static final String TELEPHONE = "13912345678";
  private static final String DOOR = "金桂园3栋1701";

  Tokens tokens;
  PostgresPart.Database database;
  Caller cadre;
  String number;
  String household;
  String resident;

  @BeforeEach
  void registerSomebody() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    number = idNumber("1990-01-01");
    household =
        cadre
            .post(
                "/households",
                Map.of("community", YAOWAN, "tenure", "OWNER", "door", DOOR, "shared", true))
            .statusCode(201)
            .extract()
            .path("id");
    resident =
        cadre
            .post(
                "/households/" + household + "/residents",
                List.of(
                    Map.of(
                        "residency",
                        "RESIDENT",
                        "name",
                        NAME,
                        "idNumber",
                        number,
                        "telephone",
                        TELEPHONE)))
            .statusCode(201)
            .extract()
            .path("ids[0]");
  }

  @Test
  void nothingThatNamesAPersonIsReadableInTheDatabase() throws SQLException {
    String everything = dump();
    assertThat(everything).contains(resident, household);
    assertThat(everything).doesNotContain(NAME, number, TELEPHONE, DOOR);
  }

  @Test
  void thoseWhoMayReadTheFileAndThatIsRecorded() {
    Caller reader = Caller.person(tokens, "reader-enshi");
    reader
        .get("/residents/" + resident + "/personal-file")
        .statusCode(200)
        .body("particulars.name", equalTo(NAME))
        .body("particulars.idNumber", equalTo(number))
        .body("particulars.telephone", equalTo(TELEPHONE))
        .body("door", equalTo(DOOR));
    Caller auditor = Caller.person(tokens, "auditor-enshi");
    auditor
        .get("/personal-file-accesses?limit=200&division=" + YAOWAN)
        .statusCode(200)
        .body("findAll { it.resident == '" + resident + "' }.size()", equalTo(1))
        .body("find { it.resident == '" + resident + "' }.community", equalTo(YAOWAN));
  }

  @Test
  void thoseWhoGoAlongAStreetReadItsDoorsAndThatIsRecorded() {
    String untold = cadre.household();
    Caller reader = Caller.person(tokens, "reader-enshi");
    reader
        .get("/households/" + household + "/door")
        .statusCode(200)
        .body("household", equalTo(household))
        .body("door", equalTo(DOOR));
    reader
        .post("/households/doors", Map.of("households", List.of(untold, household, untold)))
        .statusCode(200)
        .body("household", contains(untold, household, untold))
        .body("door", contains(null, DOOR, null));
    Caller auditor = Caller.person(tokens, "auditor-enshi");
    auditor
        .get("/personal-file-accesses?household=" + household)
        .statusCode(200)
        .body("what", contains("DOOR", "DOOR"))
        .body("resident", contains(nullValue(), nullValue()))
        .body("community", contains(YAOWAN, YAOWAN));
    auditor
        .get("/personal-file-accesses?household=" + untold)
        .statusCode(200)
        .body("what", contains("DOOR"));
  }

  @Test
  void theDoorOfAHouseholdThatIsClosedIsReadStill() {
    String empty =
        cadre
            .post(
                "/households",
                Map.of("community", YAOWAN, "tenure", "OWNER", "door", "9-902", "shared", true))
            .statusCode(201)
            .extract()
            .path("id");
    cadre.post("/households/" + empty + "/closing", Map.of("reason", "DEMOLISHED")).statusCode(200);
    Caller.person(tokens, "reader-enshi")
        .get("/households/" + empty + "/door")
        .statusCode(200)
        .body("door", equalTo("9-902"));
  }

  @Test
  void doorsOfAnotherDivisionAreNotReadAndNothingIsRecorded() {
    String elsewhere = Caller.person(tokens, "city-wuhan").household("420102002003");
    Caller reader = Caller.person(tokens, "reader-enshi");
    for (String other : List.of(elsewhere, Caller.unknown())) {
      reader
          .get("/households/" + other + "/door")
          .statusCode(404)
          .body("code", equalTo("NO_SUCH_HOUSEHOLD"));
    }
    reader
        .post("/households/doors", Map.of("households", List.of(household, elsewhere)))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_HOUSEHOLD"))
        .body("index", equalTo(1));
    Caller.person(tokens, "auditor-enshi")
        .get("/personal-file-accesses?household=" + household)
        .statusCode(200)
        .body("", empty());
    cadre.get("/households/" + household + "/door").statusCode(403);
  }

  @Test
  void whoIsForgottenCanNeverBeReadAgainAndIsStillCounted() throws SQLException {
    Caller officer = Caller.person(tokens, "street-wuyangba");
    officer.delete("/decisions/residents/" + resident + "/personal-file").statusCode(204);
    officer.delete("/decisions/residents/" + resident + "/personal-file").statusCode(204);

    cadre
        .get("/residents/" + resident)
        .statusCode(200)
        .body("resident.id", equalTo(resident))
        .body("masked", nullValue());
    Caller.person(tokens, "reader-enshi")
        .get("/residents/" + resident + "/personal-file")
        .statusCode(404)
        .body("code", equalTo("PERSONAL_FILE_DESTROYED"));
    cadre.post("/residents/lookups", Map.of("idNumber", number)).statusCode(404);
    assertThat(count("select count(*) from personal_file where resident = '" + resident + "'"))
        .isZero();
    assertThat(
            count(
                "select count(*) from event where stream = 'resident-"
                    + resident
                    + "' and type = 'org.qunfang.resident.ResidentForgotten.v1'"))
        .isEqualTo(1);
  }

  @Test
  void aKeyIsErasedWhenNobodyCanSeeItAnyMore() throws SQLException {
    Caller officer = Caller.person(tokens, "street-wuyangba");
    Caller operator = Caller.person(tokens, "operator");
    Map<String, String> now = Map.of("asOf", java.time.Instant.now().toString());
    String marked = "select count(*) from destroyed_key where subject = '" + resident + "'";
    String earlier = register("某戊", "2020-01-20T08:00:00+08:00");
    officer.delete("/decisions/residents/" + earlier + "/personal-file").statusCode(204);
    try (var dump = database.connect()) {
      dump.setAutoCommit(false);
      dump.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
      dump.createStatement().executeQuery("select count(*) from personal_key").next();

      officer.delete("/decisions/residents/" + resident + "/personal-file").statusCode(204);
      operator.post("/admin/sweeps/forgettings-due", now).statusCode(200);
      assertThat(count(marked)).isEqualTo(1);
      assertThat(count(marked.replace(resident, earlier))).isEqualTo(1);
      dump.rollback();
    }
    operator.post("/admin/sweeps/forgettings-due", now).statusCode(200);
    assertThat(count(marked)).isZero();
    assertThat(count(marked.replace(resident, earlier))).isZero();
  }

  @Test
  void whoLeftIsForgottenWhenTheTimeIsOver() throws SQLException {
    cadre.post("/residents/" + resident + "/departure", Map.of()).statusCode(200);
    Caller operator = Caller.person(tokens, "operator");
    forget(operator, java.time.Instant.now().toString());
    assertThat(count("select count(*) from personal_file where resident = '" + resident + "'"))
        .isEqualTo(1);
    String other = register("某丁", "2020-01-20T08:00:00+08:00");
    cadre
        .post("/residents/" + other + "/departure", Map.of("time", "2020-01-21T08:00:00+08:00"))
        .statusCode(200);
    forget(operator, "2020-04-19T08:00:00+08:00");
    assertThat(count("select count(*) from personal_file where resident = '" + other + "'"))
        .isEqualTo(1);
    forget(operator, "2020-04-21T08:00:00+08:00");
    assertThat(count("select count(*) from personal_file where resident = '" + other + "'"))
        .isZero();
    cadre.get("/residents/" + other).statusCode(200).body("masked", nullValue());
  }

  @Test
  void whoDiedIsForgottenWhenTheTimeIsOver() throws SQLException {
    String dead = register("某己", "2020-01-20T08:00:00+08:00");
    String known =
        cadre
            .post(
                "/cases",
                Map.of(
                    "resident",
                    dead,
                    "caseClass",
                    "CONFIRMED",
                    "time",
                    "2020-01-20T09:00:00+08:00"))
            .statusCode(201)
            .extract()
            .path("id");
    Caller.person(tokens, "street-wuyangba")
        .post("/decisions/cases/" + known + "/death", Map.of("time", "2020-01-21T08:00:00+08:00"))
        .statusCode(200);
    Caller operator = Caller.person(tokens, "operator");
    String file = "select count(*) from personal_file where resident = '" + dead + "'";
    forget(operator, "2020-04-19T08:00:00+08:00");
    assertThat(count(file)).isEqualTo(1);
    forget(operator, "2020-04-21T08:00:00+08:00");
    assertThat(count(file)).isZero();
  }

  private static void forget(Caller operator, String asOf) {
    operator.post("/admin/sweeps/forgettings-due", Map.of("asOf", asOf)).statusCode(200);
  }

  private String register(String name, String time) {
    return cadre
        .post(
            "/households/" + household + "/residents",
            List.of(Map.of("residency", "RESIDENT", "name", name, "time", time)))
        .statusCode(201)
        .extract()
        .path("ids[0]");
  }

  @Test
  void whoLeftMayBeRegisteredElsewhere() {
    cadre.post("/residents/" + resident + "/departure").statusCode(200).body("gone", equalTo(true));
    cadre.post("/residents/lookups", Map.of("idNumber", number)).statusCode(404);
    cadre
        .post(
            "/households/" + household + "/residents",
            List.of(Map.of("residency", "TENANT", "name", NAME, "idNumber", number)))
        .statusCode(201);
  }

  private int count(String query) throws SQLException {
    try (var connection = database.connect();
        var answer = connection.createStatement().executeQuery(query)) {
      answer.next();
      return answer.getInt(1);
    }
  }

  /** Every row of every table as text. */
  private String dump() throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (var names =
          statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
          while (rows.next()) {
            dump.append(rows.getString(1)).append('\n');
          }
        }
      }
      for (String bytes :
          List.of(
              "select encode(content, 'escape') from personal_file",
              "select encode(content, 'escape') from household_door")) {
        try (var rows = statement.executeQuery(bytes)) {
          while (rows.next()) {
            dump.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return dump.toString();
  }
}
