package org.qunfang.resident;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.qunfang.resident.Caller.GUANPO;
import static org.qunfang.resident.Caller.YAOWAN;
import static org.qunfang.resident.Caller.idNumber;
import static org.qunfang.resident.Caller.unknown;
import static org.qunfang.resident.Caller.withCheckDigit;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
class RefusingBadInputTest {

  private static final String NAME = "王五六七";
  private static final String HOUSEHOLDS = "/households";
  private static final String TOMORROW = "2999-01-01T00:00:00Z";

  Tokens tokens;
  PostgresPart.Database database;
  Caller cadre;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        Arguments.of(HOUSEHOLDS, "{", 400, "MALFORMED_JSON"),
        Arguments.of(HOUSEHOLDS, "[]", 400, "MALFORMED_JSON"),
        Arguments.of(HOUSEHOLDS, household("428", "OWNER"), 400, "MALFORMED_DIVISION"),
        Arguments.of(HOUSEHOLDS, household("999999999999", "OWNER"), 422, "UNKNOWN_DIVISION"),
        Arguments.of(HOUSEHOLDS, household("422801001000", "OWNER"), 422, "NOT_A_COMMUNITY"),
        Arguments.of(HOUSEHOLDS, household(GUANPO, "OWNER"), 403, "OTHER_DIVISION"),
        Arguments.of(HOUSEHOLDS, household(YAOWAN, "SQUATTER"), 400, "MALFORMED_JSON"),
        Arguments.of(HOUSEHOLDS, "{\"community\":\"" + YAOWAN + "\"}", 422, "CONSTRAINT_VIOLATED"),
        Arguments.of(
            HOUSEHOLDS,
            "{\"community\":\"" + YAOWAN + "\",\"tenure\":\"OWNER\",\"colour\":1}",
            400,
            "MALFORMED_JSON"),
        Arguments.of(
            HOUSEHOLDS,
            "{\"community\":\"" + YAOWAN + "\",\"tenure\":\"OWNER\",\"id\":\"7\"}",
            400,
            "MALFORMED_JSON"),
        Arguments.of(
            HOUSEHOLDS,
            "{\"community\":\"" + YAOWAN + "\",\"tenure\":\"OWNER\",\"time\":\"" + TOMORROW + "\"}",
            422,
            "TIME_IN_FUTURE"),
        Arguments.of(
            HOUSEHOLDS,
            "{\"community\":\""
                + YAOWAN
                + "\",\"tenure\":\"OWNER\",\"door\":\""
                + "9".repeat(121)
                + "\"}",
            422,
            "CONSTRAINT_VIOLATED"),
        Arguments.of(
            "/workers",
            "{\"community\":\"" + YAOWAN + "\",\"kind\":\"KING\"}",
            400,
            "MALFORMED_JSON"),
        Arguments.of(
            "/cases",
            "{\"resident\":\"" + unknown() + "\",\"caseClass\":\"SUSPECTED\"}",
            404,
            "NO_SUCH_RESIDENT"),
        Arguments.of("/cases", "{\"caseClass\":\"SUSPECTED\"}", 422, "CONSTRAINT_VIOLATED"),
        Arguments.of(
            "/returns",
            "{\"resident\":\""
                + unknown()
                + "\",\"origin\":\"999999000000\",\"originRisk\":\"HIGH\",\"arrived\":\"2020-01-23\"}",
            422,
            "UNKNOWN_DIVISION"),
        Arguments.of("/residents/lookups", "{}", 422, "DOCUMENT_MISSING"),
        Arguments.of(
            "/residents/lookups",
            "{\"idNumber\":\"110105194912310021\"}",
            422,
            "ID_NUMBER_INVALID"),
        Arguments.of(
            "/residents/lookups", "{\"idNumber\":\"11010519491231002X\"}", 404, "NO_SUCH_RESIDENT"),
        Arguments.of("/contacts/" + unknown() + "/clearance", "{}", 404, "NO_SUCH_CONTACT"),
        Arguments.of("/workers/" + unknown() + "/stand-down", "{}", 404, "NO_SUCH_WORKER"),
        Arguments.of(
            "/households/" + unknown() + "/visits",
            "{\"round\":1,\"outcome\":\"SCREENED\",\"people\":1}",
            404,
            "NO_SUCH_HOUSEHOLD"));
  }

  private static String household(String community, String tenure) {
    return "{\"community\":\"" + community + "\",\"tenure\":\"" + tenure + "\"}";
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void aBadRequestIsAnsweredWithItsReasonAndStoresNothing(
      String path, String body, int status, String code) throws SQLException {
    long before = events();
    refused(cadre.post(path, body), status, code);
    assertThat(events()).isEqualTo(before);
  }

  static Stream<Arguments> badPersons() {
    String person = "\"residency\":\"RESIDENT\",\"name\":\"" + NAME + "\"";
    return Stream.of(
        Arguments.of(person + ",\"idNumber\":\"110105194912310021\"", "ID_NUMBER_INVALID"),
        Arguments.of(
            person + ",\"idNumber\":\"" + withCheckDigit("11010529991231002") + "\"",
            "ID_NUMBER_INVALID"),
        Arguments.of(
            person
                + ",\"idNumber\":\""
                + idNumber("1990-01-01")
                + "\",\"passport\":\"P1234567\",\"nationality\":\"FRA\"",
            "DOCUMENT_AMBIGUOUS"),
        Arguments.of(person + ",\"passport\":\"P1234567\"", "NATIONALITY_MISSING"),
        Arguments.of(person + ",\"telephone\":\"call me\"", "CONSTRAINT_VIOLATED"),
        Arguments.of(person + ",\"time\":\"" + TOMORROW + "\"", "TIME_IN_FUTURE"),
        Arguments.of("\"residency\":\"RESIDENT\",\"name\":\" \"", "CONSTRAINT_VIOLATED"));
  }

  @ParameterizedTest
  @MethodSource("badPersons")
  void oneBadPersonAndNobodyOfTheHouseholdIsRegistered(String person, String code)
      throws SQLException {
    String residents = "/households/" + cadre.household() + "/residents";
    long before = events();
    String good = "{\"residency\":\"RESIDENT\",\"name\":\"" + NAME + "\"}";
    ValidatableResponse answer = cadre.post(residents, "[" + good + ",{" + person + "}]");
    refused(answer, 422, code);
    assertThat(answer.extract().asString()).doesNotContain(NAME, "1234567", "call me");
    assertThat(events()).isEqualTo(before);
  }

  @Test
  void aPersonIsOnTheRegisterOnceAndTheAnswerTellsNotWhose() {
    String number = idNumber("1990-01-01");
    List<Map<String, String>> person =
        List.of(Map.of("residency", "RESIDENT", "name", NAME, "idNumber", number));
    String id =
        cadre
            .post("/households/" + cadre.household() + "/residents", person)
            .statusCode(201)
            .extract()
            .path("ids[0]");
    Caller guanpo = Caller.person(tokens, "cadre-guanpo");
    String elsewhere =
        guanpo
            .post(HOUSEHOLDS, Map.of("community", GUANPO, "tenure", "OWNER"))
            .statusCode(201)
            .extract()
            .path("id");
    ValidatableResponse answer =
        guanpo.post("/households/" + elsewhere + "/residents", person).body("index", equalTo(0));
    refused(answer, 409, "ALREADY_REGISTERED");
    assertThat(answer.extract().asString()).doesNotContain(id, number, NAME, YAOWAN);
    refused(guanpo.post("/residents/lookups", Map.of("idNumber", number)), 404, "NO_SUCH_RESIDENT");
  }

  @Test
  void twoPersonsWithOneDocumentAreRefusedTogether() {
    Map<String, String> person =
        Map.of("residency", "RESIDENT", "name", NAME, "idNumber", idNumber("1990-01-01"));
    refused(
        cadre
            .post("/households/" + cadre.household() + "/residents", List.of(person, person))
            .body("index", equalTo(1)),
        409,
        "ALREADY_REGISTERED");
  }

  @Test
  void moreThanFiftyPersonsAreNoHousehold() {
    refused(
        cadre.post(
            "/households/" + cadre.household() + "/residents",
            Collections.nCopies(51, Map.of("residency", "RESIDENT", "name", NAME))),
        422,
        "CONSTRAINT_VIOLATED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/households", "/residents", "/screening-rounds/coverage", "/workers/ranking"})
  void nothingIsListedOfADivisionThatNobodyKnows(String list) {
    refused(
        Caller.person(tokens, "street-wuyangba").get(list + "?division=422801001999"),
        422,
        "UNKNOWN_DIVISION");
  }

  @Test
  void whatLiesInAnotherDivisionIsNeitherReadNorChanged() {
    String household = cadre.household();
    String resident = cadre.resident();
    String known = cadre.suspectedCase();
    Caller guanpo = Caller.person(tokens, "cadre-guanpo");
    refused(guanpo.get("/households/" + household), 404, "NO_SUCH_HOUSEHOLD");
    refused(guanpo.get("/residents/" + resident), 404, "NO_SUCH_RESIDENT");
    refused(guanpo.get("/residents?division=" + YAOWAN), 403, "OTHER_DIVISION");
    refused(guanpo.get("/cases/" + known), 404, "NO_SUCH_CASE");
    refused(
        guanpo.post("/residents/" + resident + "/symptoms", Map.of("fever", true)),
        404,
        "NO_SUCH_RESIDENT");
    refused(guanpo.post("/residents/" + resident + "/departure", "{}"), 404, "NO_SUCH_RESIDENT");
    refused(
        guanpo.post(
            "/households/" + household + "/visits",
            Map.of("round", 1, "outcome", "SCREENED", "people", 1)),
        404,
        "NO_SUCH_HOUSEHOLD");
    refused(
        Caller.person(tokens, "city-wuhan").post("/decisions/cases/" + known + "/recovery", "{}"),
        404,
        "NO_SUCH_CASE");
  }

  @Test
  void noDayIsFromBeforeAllOfThis() {
    refused(
        cadre.post(
            "/returns",
            Map.of(
                "resident",
                cadre.resident(),
                "origin",
                "420100000000",
                "originRisk",
                "HIGH",
                "arrived",
                "-9999-01-01")),
        422,
        "TOO_OLD");
    refused(
        cadre.post(
            "/cases/" + cadre.suspectedCase() + "/contacts",
            Map.of(
                "resident",
                cadre.resident(),
                "contactClass",
                "CLOSE",
                "lastExposure",
                "-999999999-01-01",
                "setting",
                "MEAL")),
        422,
        "TOO_OLD");
  }

  @Test
  void whatContradictsTheRegisterIsAConflict() {
    String resident = cadre.resident();
    Map<String, String> report = Map.of("resident", resident, "caseClass", "SUSPECTED");
    String known = cadre.post("/cases", report).statusCode(201).extract().path("id");
    refused(cadre.post("/cases", report), 409, "RESIDENT_HAS_OPEN_CASE");
    refused(
        Caller.person(tokens, "street-wuyangba")
            .post("/decisions/cases/" + known + "/recovery", "{}"),
        409,
        "CASE_NOT_CONFIRMED");
    Map<String, String> contact =
        Map.of(
            "resident",
            cadre.resident(),
            "contactClass",
            "CLOSE",
            "lastExposure",
            "2020-02-01",
            "setting",
            "MEAL");
    String contacts = "/cases/" + known + "/contacts";
    cadre.post(contacts, contact).statusCode(201);
    refused(cadre.post(contacts, contact), 409, "CONTACT_ALREADY_TRACED");
    cadre.post("/residents/" + resident + "/departure", "{}").statusCode(200);
    refused(
        cadre.post("/residents/" + resident + "/symptoms", Map.of("fever", true)),
        409,
        "RESIDENT_LEFT");
  }

  @Test
  void theRequestItselfIsRefusedWhenItIsNoneOfOurs() {
    refused(given().get(HOUSEHOLDS).then(), 401, "UNAUTHENTICATED");
    refused(given().auth().oauth2("a.b.c").get(HOUSEHOLDS).then(), 401, "INVALID_TOKEN");
    refused(
        cadre.request().contentType("text/plain").body("x").post(HOUSEHOLDS).then(),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    refused(
        cadre
            .request()
            .contentType("application/json")
            .body("[" + "1,".repeat(1_100_000) + "1]")
            .post(HOUSEHOLDS)
            .then(),
        413,
        "BODY_TOO_LARGE");
    refused(cadre.get("/residents/7"), 404, "NOT_FOUND");
    refused(cadre.get("/residents?limit=201"), 422, "CONSTRAINT_VIOLATED");
    refused(cadre.get("/residents?after=" + unknown()), 422, "UNKNOWN_CURSOR");
    refused(cadre.get("/residents?division=42"), 400, "MALFORMED_DIVISION");
    refused(
        Caller.person(tokens, "operator")
            .post("/admin/sweeps/revisits-due", Map.of("asOf", TOMORROW)),
        422,
        "TIME_IN_FUTURE");
  }

  private static void refused(ValidatableResponse answer, int status, String code) {
    answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", equalTo(status));
    assertThat(answer.extract().asString()).doesNotContain("Exception", "org.qunfang");
  }

  private long events() throws SQLException {
    try (var connection = database.connect();
        var count =
            connection
                .createStatement()
                .executeQuery(
                    "select (select count(*) from event) + (select count(*) from answered_command)")) {
      count.next();
      return count.getLong(1);
    }
  }
}
