package org.qunfang.resident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.qunfang.resident.Caller.YAOWAN;
import static org.qunfang.resident.Caller.idNumber;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/** Rosters as communities keep them, taken over whole. */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ImportingRostersTest {

  private static final String HEADINGS = "姓名,公民身份号码,电话,小区,楼栋,门牌,户别,居住类型\n";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  Tokens tokens;
  PostgresPart.Database database;
  Caller cadre;
  String building;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    building = UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void everyRowOfARosterComesOntoTheRegisterInTheHouseholdBehindItsDoor() {
    String mother = idNumber("1960-01-01");
    String son = idNumber("1990-01-01");
    String lodger = idNumber("1991-01-01");
    JsonPath done =
        done(
            csv(
                row("母亲", mother, "301", "业主"),
                row("儿子", son, "301", "业主"),
                row("租客", lodger, "302", "租户")));
    assertThat(done.getInt("rows")).isEqualTo(3);
    assertThat(done.getInt("registered")).isEqualTo(3);
    assertThat(done.getInt("households")).isEqualTo(2);
    assertThat(done.getInt("open")).isZero();

    assertThat(household(mother)).isEqualTo(household(son)).isNotEqualTo(household(lodger));
    cadre
        .get("/households/" + household(lodger))
        .statusCode(200)
        .body("tenure", equalTo("TENANT"))
        .body("building", equalTo(building));
  }

  private String household(String idNumber) {
    String resident =
        cadre
            .post("/residents/lookups", Map.of("idNumber", idNumber))
            .statusCode(200)
            .extract()
            .path("id");
    return cadre.get("/residents/" + resident).extract().path("resident.household");
  }

  @Test
  void whatIsWrongIsSaidRowByRowAndTheRestIsTakenOver() {
    String known = idNumber("1970-01-01");
    done(csv(row("旧人", known, "101", "业主")));
    String twice = idNumber("1971-01-01");

    JsonPath done =
        done(
            csv(
                row("新人", idNumber("1972-01-01"), "102", "业主"),
                row("旧人", known, "103", "业主"),
                row("坏号", "110105194912310021", "104", "业主"),
                row("重复", twice, "105", "业主"),
                row("重复", twice, "106", "业主"),
                ",,,,,,,\n",
                row("", "", "", "国王")));
    assertThat(done.getInt("rows")).isEqualTo(6);
    assertThat(done.getInt("registered")).isEqualTo(2);
    assertThat(done.getInt("known")).isEqualTo(1);
    assertThat(done.getInt("rejected")).isEqualTo(3);
    assertThat(done.getInt("open")).isZero();

    String errors = "/imports/" + done.getString("id") + "/errors";
    cadre
        .get(errors)
        .statusCode(200)
        .body("row", equalTo(List.of(3, 4, 6, 8, 8, 8)))
        .body("code[0]", equalTo("ALREADY_REGISTERED"))
        .body("code[1]", equalTo("ID_NUMBER_INVALID"))
        .body("field[1]", equalTo("idNumber"))
        .body("code[2]", equalTo("TWICE_IN_FILE"))
        .body("findAll { it.row == 8 }.field", hasItem("door"));
    cadre.get(errors + "?limit=1&after=4").body("row", equalTo(List.of(6)));
    cadre.get(errors + "?limit=1&after=6").body("row", equalTo(List.of(8, 8, 8)));
    String csv =
        cadre
            .get(errors + ".csv")
            .statusCode(200)
            .header("Content-Type", startsWith("text/csv"))
            .extract()
            .asString();
    assertThat(csv)
        .startsWith("row,field,code\r\n3,idNumber,ALREADY_REGISTERED\r\n")
        .hasLineCount(7);
  }

  @Test
  void whoDiedDoesNotComeBackWithTheNextRoster() {
    String number = idNumber("1950-01-01");
    String unnamed = "某" + UUID.randomUUID();
    String[] dead = {row("故人", number, "101", "业主"), row(unnamed, "", "102", "业主")};
    done(csv(dead));
    die(cadre.post("/residents/lookups", Map.of("idNumber", number)).extract().path("id"));
    die(
        cadre
            .post("/residents/searches", Map.of("name", unnamed))
            .extract()
            .path("resident.id[0]"));

    JsonPath done = done(csv(dead[0], dead[1], row("新人", idNumber("1951-01-01"), "101", "业主")));
    assertThat(done.getInt("registered")).isOne();
    assertThat(done.getInt("known")).isZero();
    assertThat(done.getInt("rejected")).isEqualTo(2);
    cadre
        .get("/imports/" + done.getString("id") + "/errors")
        .body("code", equalTo(List.of("RESIDENT_DIED", "RESIDENT_DIED")));
  }

  private void die(String resident) {
    String known =
        cadre
            .post("/cases", Map.of("resident", resident, "caseClass", "CONFIRMED"))
            .statusCode(201)
            .extract()
            .path("id");
    Caller.person(tokens, "street-wuyangba")
        .post("/decisions/cases/" + known + "/death")
        .statusCode(200);
  }

  @Test
  void aDryRunSaysTheSameAndRegistersNobody() throws SQLException {
    String known = idNumber("1970-01-01");
    done(csv(row("旧人", known, "101", "业主")));
    long events = count("event");
    long households = count("household");
    String newcomer = idNumber("1972-01-01");
    String file = csv(row("新人", newcomer, "102", "业主"), row("旧人", known, "103", "业主"));

    JsonPath dry = done(file, "?dryRun=true");
    assertThat(dry.getInt("registered")).isEqualTo(1);
    assertThat(dry.getInt("known")).isEqualTo(1);
    assertThat(count("event")).isEqualTo(events);
    assertThat(count("household")).isEqualTo(households);
    cadre.post("/residents/lookups", Map.of("idNumber", newcomer)).statusCode(404);

    assertThat(done(file).getInt("registered")).isEqualTo(1);
    cadre.post("/residents/lookups", Map.of("idNumber", newcomer)).statusCode(200);
  }

  @Test
  void theSameFileAgainIsTheSameImport() {
    String file = csv(row("某甲", idNumber("1972-01-01"), "102", "业主"));
    String id = done(file).getString("id");
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      post(cadre.request().header("Idempotency-Key", key), file.getBytes(StandardCharsets.UTF_8))
          .statusCode(202)
          .header("Location", containsString("/imports/" + id))
          .body("registered", equalTo(1));
    }
    post(
            cadre.request().header("Idempotency-Key", key),
            csv(row("某乙", idNumber("1973-01-01"), "103", "业主")).getBytes(StandardCharsets.UTF_8))
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    cadre.get("/imports?sort=NEWEST&limit=200").statusCode(200).body("id", hasItem(id));
    cadre.get("/imports?status=STAGING&limit=200").body("", hasSize(0));
  }

  @Test
  void whoHasNoDocumentIsNotRegisteredTwiceEither() {
    assertThat(done(csv(row("婴儿", "", "102", "业主"))).getInt("registered")).isEqualTo(1);
    JsonPath again = done(csv(row("婴儿", "", "102", "业主"), row("另一", "", "102", "业主")));
    assertThat(again.getInt("registered")).isEqualTo(1);
    assertThat(again.getInt("known")).isEqualTo(1);
    assertThat(again.getInt("households")).isZero();
  }

  @Test
  void whoHasNoDocumentIsKnownAgainUntilTheyLeaveOrAreForgotten() throws SQLException {
    Caller officer = Caller.person(tokens, "street-wuyangba");
    done(csv(row("婴儿", "", "102", "业主")));
    String first = occupants().get(0);
    assertThat(done(csv(row("婴 儿", "", "102", "业主"))).getInt("known")).isEqualTo(1);

    officer.delete("/decisions/residents/" + first + "/personal-file").statusCode(204);
    assertThat(
            done(csv(row("婴  儿", "", "102", "业主"), row("甲", "", "9", "业主"))).getInt("registered"))
        .isEqualTo(2);
    String second = occupants().stream().filter(id -> !id.equals(first)).toList().get(0);

    cadre.post("/residents/" + second + "/departure").statusCode(200);
    JsonPath back = done(csv(row("婴儿", "", "102", "业主"), row("乙", "", "9", "业主")));
    assertThat(back.getInt("registered")).isEqualTo(2);
    assertThat(back.getInt("known")).isZero();
  }

  @Test
  void whomARosterIsAboutIsKnownAgainAfterTwoEntriesBecameOne() throws SQLException {
    done(csv(row("双名", "", "102", "业主")));
    String first = occupants().get(0);
    String second =
        cadre
            .post(
                "/households/" + home() + "/residents",
                List.of(Map.of("residency", "RESIDENT", "name", "双名")))
            .statusCode(201)
            .extract()
            .path("ids[0]");
    insert(
        "insert into possible_duplicate values (gen_random_uuid(), '%s', '%s', '%s', '%s', null, now())"
            .formatted(YAOWAN, first, second, YAOWAN));
    String pair =
        cadre
            .get("/possible-duplicates?sort=NEWEST&limit=200")
            .extract()
            .path("find { it.resident == '" + first + "' }.id");
    cadre.post("/possible-duplicates/" + pair + "/merger", Map.of("keep", second)).statusCode(200);
    assertThat(done(csv(row("双名", "", "102", "业主"), row("丙", "", "9", "业主"))).getInt("known"))
        .isEqualTo(1);
  }

  private List<String> occupants() throws SQLException {
    return cadre.get("/residents?gone=false&household=" + home()).extract().path("id");
  }

  /** The household behind the first door of the building. */
  private String home() throws SQLException {
    try (var connection = database.connect();
        var answer =
            connection
                .createStatement()
                .executeQuery(
                    "select id from household where building = '"
                        + building
                        + "' order by id limit 1")) {
      answer.next();
      return answer.getString(1);
    }
  }

  private void insert(String statement) throws SQLException {
    try (var connection = database.connect();
        var insert = connection.createStatement()) {
      insert.execute(statement);
    }
  }

  @Test
  void aWorkbookAndACsvOfChineseExcelAreTakenOverAlike() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      var sheet = workbook.newWorksheet("名册");
      List<String> headings = List.of("姓名", "身份证号", "楼栋", "门牌", "户别", "社区代码");
      List<String> row = List.of("张某", idNumber("1980-01-01"), building, "9", "业主", YAOWAN);
      for (int i = 0; i < headings.size(); i++) {
        sheet.value(0, i, headings.get(i));
        sheet.value(1, i, row.get(i));
      }
    }
    Caller street = Caller.person(tokens, "street-wuyangba");
    String id =
        street
            .request()
            .contentType(XLSX)
            .body(bytes.toByteArray())
            .post("/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(whenDone(street, id).getInt("registered")).isEqualTo(1);
    cadre.get("/imports/" + id).statusCode(404).body("code", equalTo("NO_SUCH_IMPORT"));

    byte[] gb18030 =
        csv(row("李某", idNumber("1981-01-01"), "8", "业主")).getBytes(Charset.forName("GB18030"));
    String other = post(cadre.request(), gb18030).statusCode(202).extract().path("id");
    assertThat(whenDone(cadre, other).getInt("registered")).isEqualTo(1);
  }

  @Test
  void nobodyImportsIntoAnotherDivision() {
    Caller guanpo = Caller.person(tokens, "cadre-guanpo");
    String file = csv(row("某甲", idNumber("1972-01-01"), "102", "业主"));
    post(guanpo.request().queryParam("community", YAOWAN), file.getBytes(StandardCharsets.UTF_8))
        .statusCode(403)
        .body("code", equalTo("OTHER_DIVISION"));
    String withCode = file.replace("居住类型", "社区代码").replace("常住", YAOWAN);
    String id =
        post(guanpo.request(), withCode.getBytes(StandardCharsets.UTF_8))
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(whenDone(guanpo, id).getInt("rejected")).isEqualTo(1);
    guanpo.get("/imports/" + id + "/errors").body("code", equalTo(List.of("OTHER_DIVISION")));
    String mine = done(file).getString("id");
    guanpo.get("/imports/" + mine).statusCode(404);
    guanpo.get("/imports/" + mine + "/errors").statusCode(404);
    guanpo.get("/imports/" + mine + "/errors.csv").statusCode(404);
    guanpo.post("/imports/" + mine + "/cancellation").statusCode(404);
    guanpo.get("/imports?division=" + YAOWAN).statusCode(403);
  }

  @Test
  void whatIsNoRosterIsRefused() {
    refused(post(cadre.request(), new byte[0]), 422, "ROSTER_EMPTY");
    refused(post(cadre.request(), csv().getBytes(StandardCharsets.UTF_8)), 422, "ROSTER_EMPTY");
    refused(post(cadre.request(), "x".getBytes(StandardCharsets.UTF_8)), 422, "ROSTER_NO_HEADINGS");
    refused(
        post(cadre.request(), "姓名,电话\n".getBytes(StandardCharsets.UTF_8))
            .body("field", equalTo("door")),
        422,
        "ROSTER_HEADING_MISSING");
    refused(
        cadre.request().contentType("text/plain").body("%PDF").post("/imports").then(),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    refused(cadre.get("/imports/" + Caller.unknown()), 404, "NO_SUCH_IMPORT");
    refused(
        post(cadre.request().queryParam("community", "42"), new byte[] {1}),
        400,
        "MALFORMED_DIVISION");
    cadre
        .get("/imports/template.csv")
        .statusCode(200)
        .header("Content-Disposition", containsString("attachment"))
        .body(startsWith("\uFEFF姓名,公民身份号码,护照,"));
  }

  @Test
  void nothingOfTheFileIsReadableAnywhereAfterwards() throws SQLException {
    String name = "欧阳导入某";
    String number = idNumber("1979-09-09");
    String telephone = "13987654321";
    String door = "隐秘门牌" + building;
    String wrong = "坏名" + "x".repeat(120);
    String file =
        HEADINGS
            + String.join(",", name, number, telephone, "", building, door, "业主", "常住\n")
            + String.join(
                ",", wrong, number + "9", telephone + "x", "", building, door, "国王", "\n");
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler listening = listening(logged);
    Logger root = LogManager.getLogManager().getLogger("");
    root.addHandler(listening);
    String answer;
    try {
      String id = done(file).getString("id");
      answer = cadre.get("/imports/" + id + "/errors").extract().asString();
      Logger.getLogger("org.qunfang.test").info("somebody listens");
    } finally {
      root.removeHandler(listening);
    }
    String everything = dump();
    assertThat(everything).contains("roster_import", "ResidentRegistered");
    assertThat(String.join("\n", logged)).contains("somebody listens");
    for (String secret : List.of(name, number, telephone, door, "坏名", "国王")) {
      assertThat(everything).doesNotContain(secret);
      assertThat(answer).doesNotContain(secret);
      assertThat(String.join("\n", logged)).doesNotContain(secret);
    }
    assertThat(count("roster_batch")).isZero();
    Caller.person(tokens, "operator")
        .post("/admin/sweeps/imports-due", Map.of("asOf", Instant.now().toString()))
        .statusCode(200);
    assertThat(count("roster_key")).isZero();
  }

  private static Handler listening(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(record.getMessage() + List.of(parameters(record)) + record.getThrown());
      }

      private Object[] parameters(LogRecord record) {
        return record.getParameters() == null ? new Object[0] : record.getParameters();
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private String row(String name, String idNumber, String door, String tenure) {
    return String.join(",", name, idNumber, "13900001111", "", building, door, tenure, "常住\n");
  }

  private static String csv(String... rows) {
    return HEADINGS + String.join("", rows);
  }

  private JsonPath done(String csv) {
    return done(csv, "");
  }

  private JsonPath done(String csv, String query) {
    String id =
        cadre
            .request()
            .contentType("text/csv")
            .body(csv.getBytes(StandardCharsets.UTF_8))
            .post("/imports" + query)
            .then()
            .statusCode(202)
            .header("Location", notNullValue())
            .extract()
            .path("id");
    return whenDone(cadre, id);
  }

  private static JsonPath whenDone(Caller caller, String id) {
    return await()
        .atMost(30, SECONDS)
        .until(
            () -> caller.get("/imports/" + id).statusCode(200).extract().jsonPath(),
            stands -> stands.getString("status").equals("DONE"));
  }

  private static ValidatableResponse post(RequestSpecification request, byte[] csv) {
    return request.contentType("text/csv").body(csv).post("/imports").then();
  }

  private static void refused(ValidatableResponse answer, int status, String code) {
    answer.statusCode(status).body("code", equalTo(code));
  }

  private long count(String table) throws SQLException {
    try (var connection = database.connect();
        var answer = connection.createStatement().executeQuery("select count(*) from " + table)) {
      answer.next();
      return answer.getLong(1);
    }
  }

  /** Every column of every table, bytes as the text that they might be. */
  private String dump() throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      List<String[]> columns = new ArrayList<>();
      try (var names =
          statement.executeQuery(
              "select table_name, column_name, data_type from information_schema.columns"
                  + " where table_schema = 'public'")) {
        while (names.next()) {
          columns.add(new String[] {names.getString(1), names.getString(2), names.getString(3)});
        }
      }
      for (String[] column : columns) {
        dump.append(column[0]).append('\n');
        boolean binary = column[2].equals("bytea");
        try (var rows = statement.executeQuery("select \"" + column[1] + "\" from " + column[0])) {
          while (rows.next()) {
            byte[] bytes = binary ? rows.getBytes(1) : null;
            dump.append(
                    bytes == null ? rows.getString(1) : new String(bytes, StandardCharsets.UTF_8))
                .append('\n');
          }
        }
      }
    }
    return dump.toString();
  }
}
