package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKeycloak;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "checkpoint-service"))
class AnsweringWithProblemsTest {

  private static final String PASSAGE =
      """
      {"community": "422801001008", "temperature": 36.5, "day": "2020-02-20"}""";

  Tokens tokens;

  @TestHTTPResource("/")
  URI service;

  private RequestSpecification guard() {
    return given().auth().oauth2(tokens.of("guard-yaowan")).contentType("application/json");
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
    String body = answer.extract().asString();
    assertTrue(!body.contains(FailingResource.NAME), "says what was sent: " + body);
    assertTrue(!body.contains("Exception") && !body.contains("\tat "), "says how: " + body);
    return answer
        .statusCode(status)
        .contentType(startsWith("application/problem+json"))
        .body("status", equalTo(status))
        .body("title", not(blankOrNullString()))
        .body("detail", not(blankOrNullString()))
        .body("code", equalTo(code));
  }

  @Test
  void aGoodPassageIsTaken() {
    guard().body(PASSAGE).post("/passages").then().statusCode(200);
  }

  @Test
  void noTokenIs401WithAChallenge() {
    problem(
            given().contentType("application/json").body(PASSAGE).post("/passages").then(),
            401,
            "UNAUTHENTICATED")
        .header("WWW-Authenticate", startsWith("Bearer"));
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
  void aTokenThatIsNoneIs401(String token) {
    problem(
            given().auth().oauth2(token).get("/divisions/422801001008/passages").then(),
            401,
            "INVALID_TOKEN")
        .header("WWW-Authenticate", startsWith("Bearer"));
  }

  @Test
  void aTokenWithAnotherSignatureIs401() {
    String token = tokens.of("guard-yaowan");
    int signature = token.lastIndexOf('.') + 1;
    char other = token.charAt(signature) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, signature) + other + token.substring(signature + 1);
    problem(
        given().auth().oauth2(forged).get("/divisions/422801001008/passages").then(),
        401,
        "INVALID_TOKEN");
  }

  @Test
  void anotherRoleIs403() {
    problem(
        given()
            .auth()
            .oauth2(tokens.of("city-enshi"))
            .contentType("application/json")
            .body(PASSAGE)
            .post("/passages")
            .then(),
        403,
        "FORBIDDEN");
  }

  @Test
  void anEndpointThatDoesNotSayWhoIsClosed() {
    problem(
        given().auth().oauth2(tokens.of("operator")).get("/unannotated").then(), 403, "FORBIDDEN");
  }

  @Test
  void anUnknownAddressIs404() {
    problem(given().get("/nowhere/张三").then(), 404, "NOT_FOUND");
    problem(guard().get("/nowhere").then(), 404, "NOT_FOUND");
  }

  @Test
  void aMethodTheAddressDoesNotKnowIs405() {
    problem(guard().delete("/passages").then(), 405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void anAnswerInAFormNobodyWritesIs406() {
    problem(
        guard().accept("image/png").body(PASSAGE).post("/passages").then(), 406, "NOT_ACCEPTABLE");
  }

  @Test
  void anotherMediaTypeIs415() {
    problem(
        guard().contentType("text/csv").body("a,b").post("/passages").then(),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                          |",
        "[]                                                         |",
        "\"张三\"                                                   |",
        "{\"community\": 张三}                                      |",
        "{\"张三\": 1}                                              |",
        "{\"community\": \"张三\", \"temperature\": 36.5}           | community",
        "{\"community\": \"422801001008\", \"temperature\": \"张三\"} | temperature",
        "{\"community\": \"422801001008\", \"day\": \"张三\"}         | day",
        "{\"community\": {\"张三\": 1}}                             | community",
      })
  void malformedJsonIs400AndNamesTheField(String body, String field) {
    problem(guard().body(body).post("/passages").then(), 400, "MALFORMED_JSON")
        .body("field", field == null ? nullValue() : equalTo(field));
  }

  @Test
  void aBrokenConstraintIs422AndNamesTheField() {
    problem(
            guard().body(PASSAGE.replace("36.5", "366")).post("/passages").then(),
            422,
            "CONSTRAINT_VIOLATED")
        .body("violations[0].field", containsString("temperature"))
        .body("violations[0].message", not(containsString("366")));
  }

  @Test
  void noBodyAtAllIs400WhereOneIsNeeded() {
    problem(guard().post("/passages").then(), 400, "BODY_MISSING");
    problem(guard().noContentType().post("/passages").then(), 400, "BODY_MISSING");
    problem(guard().body("null").post("/passages").then(), 400, "BODY_MISSING");
  }

  @Test
  void aMalformedDivisionIs400() {
    problem(guard().get("/divisions/4228/passages").then(), 400, "MALFORMED_DIVISION");
  }

  @ParameterizedTest
  @CsvSource({
    "01900000-0000-7000-8000-000000000000?day=张三",
    "01900000-0000-7000-8000-000000000000?day=2020-02-30",
    "01900000-0000-7000-8000-000000000000?after=张三",
    "01900000-0000-7000-8000-000000000000?kind=RUNNABLE&kind=张三",
    "01900000-0000-7000-8000-000000000000?limit=all",
    "01900000-0000-7000-8000-000000000000?open=yes",
    "01900000-0000-7000-8000-000000000000?dryRun=1",
    "01900000-0000-7000-8000-000000000000?name=a%00b",
  })
  void aMalformedParameterIs400(String address) {
    problem(
        given().urlEncodingEnabled(false).get(encoded("/failing/on-parameters/" + address)).then(),
        400,
        "MALFORMED_PARAMETER");
  }

  @Test
  void nothingIsAtAMalformedPath() {
    problem(given().get("/failing/on-parameters/张三").then(), 404, "NOT_FOUND");
  }

  @Test
  void wellFormedParametersAreTaken() {
    given()
        .get(
            "/failing/on-parameters/01900000-0000-7000-8000-000000000000"
                + "?day=2020-02-20&kind=NEW&open=false&dryRun=true")
        .then()
        .statusCode(200)
        .body(equalTo("open false, dry run true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?open=&dryRun="})
  void whoSaysNeitherTrueNorFalseSaysNothing(String query) {
    given()
        .get("/failing/on-parameters/01900000-0000-7000-8000-000000000000" + query)
        .then()
        .statusCode(200)
        .body(equalTo("open null, dry run false"));
  }

  private static String encoded(String address) {
    return address.replace("张三", URLEncoder.encode("张三", StandardCharsets.UTF_8));
  }

  @Test
  void aZeroCharacterInABodyIs400AndNamesTheField() {
    String note = "{\"text\":\"张\\u0000三\"}";
    problem(
            given().contentType("application/json").body(note).post("/failing/on-words").then(),
            400,
            "MALFORMED_JSON")
        .body("field", equalTo("text"));
    given()
        .contentType("application/json")
        .body(note.replace("\\u0000", "\\n"))
        .post("/failing/on-words")
        .then()
        .statusCode(200);
  }

  @Test
  void aBodyDeclaredTooLargeIs413() {
    problem(
        guard().body(" ".repeat(3 * 1024 * 1024)).post("/passages").then(), 413, "BODY_TOO_LARGE");
  }

  @Test
  void aBodyThatGrowsTooLargeIs413() throws IOException {
    try (Socket line = new Socket(service.getHost(), service.getPort())) {
      line.setSoTimeout(10_000);
      var out = line.getOutputStream();
      out.write(chunkedPassage());
      byte[] chunk =
          ("10000\r\n" + " ".repeat(64 * 1024) + "\r\n").getBytes(StandardCharsets.UTF_8);
      for (int sent = 0; sent < 48; sent++) {
        out.write(chunk);
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      String answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("HTTP/1.1 413 ", answer.substring(0, 13));
      assertTrue(answer.contains("application/problem+json"), answer);
      assertTrue(answer.contains("\"code\":\"BODY_TOO_LARGE\""), answer);
    }
  }

  @Test
  void aPassageSentInChunksIsTaken() throws IOException {
    byte[] passage = PASSAGE.getBytes(StandardCharsets.UTF_8);
    try (Socket line = new Socket(service.getHost(), service.getPort())) {
      line.setSoTimeout(10_000);
      var out = line.getOutputStream();
      out.write(chunkedPassage());
      for (byte each : passage) {
        out.write(new byte[] {'1', '\r', '\n', each, '\r', '\n'});
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      byte[] answer = line.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 200", new String(answer, StandardCharsets.US_ASCII));
    }
  }

  private byte[] chunkedPassage() {
    return ("POST /passages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + tokens.of("guard-yaowan")
            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aRuleSpeaksForItself() {
    problem(given().get("/failing/by-rule").then(), 409, "BED_TAKEN")
        .body("detail", equalTo("The bed is taken."))
        .body("bed", equalTo(7));
    problem(given().get("/failing/around-a-rule").then(), 422, "TEMPERATURE_OUT_OF_RANGE");
  }

  @Test
  void aStatusOfTheFrameworkKeepsItsStatus() {
    problem(given().get("/failing/with-a-status").then(), 410, "GONE");
  }

  @Test
  void aFaultOfOursIs500WithAnIdAndNothingElse() {
    problem(given().get("/failing/unexpectedly").then(), 500, "INTERNAL")
        .body("error", notNullValue());
  }

  @Test
  void aFaultOfOursIsLoggedWithItsPlaceAndWithoutItsWords() {
    List<Throwable> logged = new CopyOnWriteArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(Answers.class.getName());
    log.addHandler(listener);
    try {
      given().get("/failing/unexpectedly").then().statusCode(500);
    } finally {
      log.removeHandler(listener);
    }
    assertEquals(1, logged.size());
    var text = new StringWriter();
    logged.get(0).printStackTrace(new PrintWriter(text));
    assertTrue(text.toString().startsWith("java.lang.IllegalStateException"), text.toString());
    assertTrue(text.toString().contains("FailingResource.unexpectedly"), text.toString());
    assertTrue(!text.toString().contains(FailingResource.NAME), text.toString());
  }

  @Test
  void anAbsentDatabaseIs503AndSaysWhenToComeAgain() {
    problem(given().get("/failing/without-database").then(), 503, "STORE_UNAVAILABLE")
        .header("Retry-After", notNullValue());
  }

  @Test
  void whatTakesTooLongIs503() {
    for (String way : new String[] {"slowly", "in-a-statement-without-end"}) {
      problem(given().get("/failing/" + way).then(), 503, "TIMED_OUT")
          .header("Retry-After", notNullValue());
    }
  }

  @Test
  void refusalsAreCounted() {
    given().get("/failing/by-rule").then().statusCode(409);
    given()
        .baseUri("http://" + service.getHost())
        .port(Management.port())
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("qunfang_refused_total{code=\"BED_TAKEN\",status=\"409\"}"));
  }

  @Test
  void theInterfaceSaysHowItRefuses() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body(
            "paths.'/passages'.post.responses.default.$ref",
            equalTo("#/components/responses/Problem"))
        .body("components.schemas.Problem.required", hasItem("code"))
        .body("paths.'/passages'.post.security", notNullValue());
  }
}
