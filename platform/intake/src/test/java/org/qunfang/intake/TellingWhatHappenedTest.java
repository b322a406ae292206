package org.qunfang.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/** Other departments' systems tell what happened, well and badly. */
@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "resident-service"))
@SuppressWarnings("NullAway.Init")
class TellingWhatHappenedTest {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String TYPE = "org.qunfang.resident.CaseReported.v1";
  private static final String YAOWAN = "422801001008";

  Tokens tokens;
  PostgresPart.Database database;

  private RequestSpecification hospital() {
    return given().auth().oauth2(tokens.machine("integrator-hospital"));
  }

  private ValidatableResponse post(String contentType, String body) {
    return hospital()
        .contentType(contentType)
        .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/events")
        .then();
  }

  private static String data(UUID id, String caseClass) {
    return "{\"caseId\":\"%s\",\"resident\":\"%s\",\"caseClass\":\"%s\"}"
        .formatted(id, UUID.randomUUID(), caseClass);
  }

  private static String event(String id, String type, String division, Object time, String data) {
    return """
        {"specversion":"1.0","id":"%s","source":"/hospital","type":"%s","division":"%s","time":"%s",
         "datacontenttype":"application/json","data":%s}"""
        .formatted(id, type, division, time, data);
  }

  private static String event(UUID id) {
    return event(id.toString(), TYPE, YAOWAN, Instant.now(), data(id, "SUSPECTED"));
  }

  private int stored(UUID id) throws SQLException {
    return number("select count(*) from event where stream = 'case-" + id + "'");
  }

  private int number(String query) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {STRUCTURED, STRUCTURED + "; charset=UTF-8", "Application/CloudEvents+JSON"})
  void aSingleEventIsAcceptedOnceHoweverOftenItIsSent(String contentType) throws SQLException {
    UUID id = UUID.randomUUID();
    String event = event(id);
    post(contentType, event).statusCode(200).body("accepted", equalTo(1));
    post(contentType, event).statusCode(200).body("duplicate", equalTo(1));
    assertEquals(1, stored(id));
  }

  @Test
  void whoeverWantsCloudEventsForAnAnswerIsAnsweredToo() throws SQLException {
    UUID id = UUID.randomUUID();
    hospital()
        .accept(STRUCTURED)
        .contentType(STRUCTURED)
        .body(event(id).getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/events")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
    assertEquals(1, stored(id));
  }

  @Test
  void aBinaryEventIsTheSameEvent() throws SQLException {
    UUID id = UUID.randomUUID();
    String time = Instant.now().toString();
    String data = data(id, "SUSPECTED");
    hospital()
        .contentType("application/json")
        .header("ce-specversion", "1.0")
        .header("ce-id", id.toString())
        .header("ce-source", "/hospital")
        .header("ce-type", TYPE)
        .header("ce-division", YAOWAN)
        .header("ce-time", time)
        .body(data)
        .post("/events")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
    post(STRUCTURED, event(id.toString(), TYPE, YAOWAN, time, data))
        .statusCode(200)
        .body("duplicate", equalTo(1));
    assertEquals(1, stored(id));
  }

  @Test
  void oneBadEventSinksNoOther() throws SQLException {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    UUID refused = UUID.randomUUID();
    String again = event(first);
    String future = Instant.now().plusSeconds(3600).toString();
    String batch =
        "["
            + String.join(
                ",",
                List.of(
                    again,
                    "null",
                    "{\"specversion\":\"1.0\"}",
                    event("a", "org.qunfang.resident.CaseReported.v9", YAOWAN, Instant.now(), "{}"),
                    event(
                        "b",
                        TYPE,
                        "420100000000",
                        Instant.now(),
                        data(UUID.randomUUID(), "SUSPECTED")),
                    event(
                        "c",
                        TYPE,
                        "420102002003",
                        Instant.now(),
                        data(UUID.randomUUID(), "SUSPECTED")),
                    event(
                        "d",
                        TYPE,
                        "999999999999",
                        Instant.now(),
                        data(UUID.randomUUID(), "SUSPECTED")),
                    event("e", TYPE, YAOWAN, future, data(UUID.randomUUID(), "SUSPECTED")),
                    event("f", TYPE, YAOWAN, Instant.now(), "{\"caseId\":\"Zhang San\"}"),
                    event("g", TYPE, YAOWAN, Instant.now(), data(refused, "ASYMPTOMATIC")),
                    event(
                        "h",
                        TYPE,
                        YAOWAN,
                        "0001-01-01T00:00:00Z",
                        data(UUID.randomUUID(), "SUSPECTED")),
                    again,
                    event(last)))
            + "]";
    post(BATCH, batch)
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("duplicate", equalTo(1))
        .body("rejected", equalTo(10))
        .body("results[0].status", equalTo("ACCEPTED"))
        .body("results[1].code", equalTo("NOT_A_CLOUD_EVENT"))
        .body("results[2].code", equalTo("NOT_A_CLOUD_EVENT"))
        .body("results[3].code", equalTo("UNKNOWN_EVENT_TYPE"))
        .body("results[4].code", equalTo("NOT_A_COMMUNITY"))
        .body("results[5].code", equalTo("OTHER_DIVISION"))
        .body("results[6].code", equalTo("UNKNOWN_DIVISION"))
        .body("results[7].code", equalTo("TIME_IN_FUTURE"))
        .body("results[8].code", equalTo("UNREADABLE_EVENT"))
        .body("results[9].code", equalTo("NOT_TAKEN_HERE"))
        .body("results[10].code", equalTo("TOO_OLD"))
        .body("results[11].status", equalTo("DUPLICATE"))
        .body("results[12].status", equalTo("ACCEPTED"))
        .body(not(containsString("Zhang")));
    assertEquals(1, stored(first));
    assertEquals(1, stored(last));
    assertEquals(0, stored(refused));
  }

  @Test
  void anIdThatMeantSomethingElseBeforeIsRefused() throws SQLException {
    UUID id = UUID.randomUUID();
    post(STRUCTURED, event(id)).statusCode(200);
    post(STRUCTURED, event(id.toString(), TYPE, YAOWAN, Instant.now(), data(id, "CONFIRMED")))
        .statusCode(422)
        .body("code", equalTo("ID_REUSED"));
    assertEquals(1, stored(id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/cloudevents+json|{|400|MALFORMED_JSON",
        "application/cloudevents+json|{} {}|400|MALFORMED_JSON",
        "application/cloudevents+json|null|400|NOT_A_CLOUD_EVENT",
        "application/cloudevents+json|[]|400|NOT_A_CLOUD_EVENT",
        "application/cloudevents+json|7|400|NOT_A_CLOUD_EVENT",
        "application/cloudevents+json|{\"specversion\":1,\"id\":[],\"type\":{}}|400|NOT_A_CLOUD_EVENT",
        "application/cloudevents+json|{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"time\":\"today\"}|400|NOT_A_CLOUD_EVENT",
        "application/cloudevents-batch+json|{}|400|MALFORMED_JSON",
        "application/cloudevents-batch+json|[|400|MALFORMED_JSON",
        "application/json|{}|415|UNSUPPORTED_MEDIA_TYPE",
        "text/plain|hello|415|UNSUPPORTED_MEDIA_TYPE"
      })
  void whatCannotBeReadIsRefused(String contentType, String body, int status, String code) {
    post(contentType, body).statusCode(status).body("code", equalTo(code));
  }

  @Test
  void dataThatAreNoJsonSinkNoOtherEvent() throws SQLException {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    String broken =
        java.util.Base64.getEncoder()
            .encodeToString("{\"caseId\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String inBase64 =
        event("a", TYPE, YAOWAN, Instant.now(), "0")
            .replace("\"data\":0", "\"data_base64\":\"" + broken + "\"");
    String tooLong = "{\"caseId\":" + "7".repeat(2_000) + "}";
    post(
            BATCH,
            "["
                + String.join(
                    ",",
                    List.of(
                        event(first),
                        inBase64,
                        event("b", TYPE, YAOWAN, Instant.now(), tooLong),
                        event("c\\u0000", TYPE, YAOWAN, Instant.now(), "{}"),
                        event(last)))
                + "]")
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("results[1].code", equalTo("MALFORMED_JSON"))
        .body("results[2].code", equalTo("UNREADABLE_EVENT"))
        .body("results[3].code", equalTo("NOT_A_CLOUD_EVENT"));
    assertEquals(1, stored(first));
    assertEquals(1, stored(last));
  }

  /** After it nobody knows where one event ends and the next begins. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"caseId\":tru}", "{\"caseId\" 7}", "{\"caseId\":'x'}"})
  void aBatchThatIsNoJsonIsRefusedWhole(String data) throws SQLException {
    UUID first = UUID.randomUUID();
    String typeFirst = event("a", TYPE, YAOWAN, Instant.now(), data);
    String dataFirst =
        "{\"data\":" + data + "," + event("b", TYPE, YAOWAN, Instant.now(), "0").substring(1);
    for (String broken : List.of(typeFirst, dataFirst)) {
      post(BATCH, "[" + event(first) + "," + broken + "]")
          .statusCode(400)
          .body("code", equalTo("MALFORMED_JSON"));
    }
    assertEquals(0, stored(first));
  }

  @Test
  void anEmptyBatchIsNothing() {
    post(BATCH, "[]").statusCode(200).body("accepted", equalTo(0));
  }

  @Test
  void moreThanAThousandAreTooMany() throws SQLException {
    int before = number("select count(*) from event");
    UUID id = UUID.randomUUID();
    post(BATCH, "[" + String.join(",", Collections.nCopies(1001, event(id))) + "]")
        .statusCode(413)
        .body("code", equalTo("BATCH_TOO_LARGE"));
    assertEquals(before, number("select count(*) from event"));
  }

  @Test
  void onlyMachinesWithATokenTellEvents() {
    given()
        .contentType(STRUCTURED)
        .body(event(UUID.randomUUID()))
        .post("/events")
        .then()
        .statusCode(401);
    given()
        .auth()
        .oauth2(tokens.of("cadre-yaowan"))
        .contentType(STRUCTURED)
        .body(event(UUID.randomUUID()))
        .post("/events")
        .then()
        .statusCode(403);
  }
}
