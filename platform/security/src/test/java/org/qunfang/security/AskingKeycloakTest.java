package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.testing.Line;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKeycloak;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "checkpoint-service"))
class AskingKeycloakTest {

  Tokens tokens;
  Line toKeycloak;

  @TestHTTPResource("/")
  URI service;

  @AfterEach
  void keycloakIsBack() {
    toKeycloak.mend();
  }

  @ParameterizedTest
  @CsvSource({
    "operator,        GET,  /admin/dead-letters,         200",
    "auditor-enshi,   GET,  /admin/dead-letters,         200",
    "cadre-yaowan,    GET,  /admin/dead-letters,         403",
    "city-enshi,      GET,  /admin/dead-letters,         403",
    "operator,        POST, /admin/dead-letters/replays, 200",
    "auditor-enshi,   POST, /admin/dead-letters/replays, 403",
    "street-wuyangba, POST, /decisions/releases,         200",
    "cadre-yaowan,    POST, /decisions/releases,         403",
    "operator,        POST, /decisions/releases,         403",
  })
  void peopleAdministerAndDecideByKeycloaksWord(
      String person, String method, String path, int status) {
    given().auth().oauth2(tokens.of(person)).request(method, path).then().statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/dead-letters", "/admin/unguarded", "/admin/nothing", "/admin"})
  void nobodyAnonymousPasses(String path) {
    given()
        .get(path)
        .then()
        .statusCode(401)
        .contentType(startsWith("application/problem+json"))
        .header("WWW-Authenticate", startsWith("Bearer"))
        .body("code", equalTo("UNAUTHENTICATED"));
  }

  @Test
  void keycloaksNoIsAProblemToo() {
    given()
        .auth()
        .oauth2(tokens.of("cadre-yaowan"))
        .get("/admin/unguarded")
        .then()
        .statusCode(403)
        .contentType(startsWith("application/problem+json"))
        .body("code", equalTo("FORBIDDEN"));
  }

  @Test
  void keycloaksYesIsEnoughWhereNothingElseGuards() {
    given().auth().oauth2(tokens.of("operator")).get("/admin/unguarded").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//admin/unguarded",
        "/admin//unguarded",
        "/./admin/unguarded",
        "/token/../admin/unguarded",
        "/%61dmin/unguarded",
        "/%2561dmin/unguarded",
        "/admin;a=b/unguarded",
        "/admin%2Funguarded",
        "/admin/unguarded/",
        "/admin/unguarded;a=b",
        "/ADMIN/unguarded",
        "http://elsewhere/admin/unguarded",
      })
  void noSpellingOfThePathGetsAroundKeycloak(String spelling) throws IOException {
    for (String person : new String[] {"", tokens.of("cadre-yaowan")}) {
      int status = status(spelling, person);
      assertTrue(status >= 400 && status < 500, spelling + " was answered " + status);
    }
  }

  /** As it is written, which no HTTP client would do. */
  private int status(String target, String token) throws IOException {
    try (Socket line = new Socket(service.getHost(), service.getPort())) {
      line.setSoTimeout(10_000);
      line.getOutputStream()
          .write(
              ("GET "
                      + target
                      + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                      + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                      + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  @Test
  void gatesGoOnWhileKeycloakIsAway() {
    String seenBefore = tokens.of("cadre-yaowan");
    String neverSeen = tokens.of("volunteer-yaowan");
    given()
        .auth()
        .oauth2(seenBefore)
        .get("/divisions/422801001008/passages")
        .then()
        .statusCode(200);

    toKeycloak.cut();

    for (String token : new String[] {seenBefore, neverSeen}) {
      given().auth().oauth2(token).get("/divisions/422801001008/passages").then().statusCode(200);
    }
    given().auth().oauth2("a.b.c").get("/divisions/422801001008/passages").then().statusCode(401);
    given().port(Management.port()).get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void whatKeycloakDecidesWaitsForItAndHeals() {
    String operator = tokens.of("operator");
    given().auth().oauth2(operator).get("/admin/dead-letters").then().statusCode(200);

    toKeycloak.cut();

    given()
        .auth()
        .oauth2(operator)
        .get("/admin/dead-letters")
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("IDENTITY_UNAVAILABLE"));
    given().get("/admin/dead-letters").then().statusCode(401);

    toKeycloak.mend();

    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                given().auth().oauth2(operator).get("/admin/dead-letters").then().statusCode(200));
  }

  @Test
  void aKeycloakThatHangsHoldsUpOnlyWhatItDecides() throws IOException {
    String operator = tokens.of("operator");
    String cadre = tokens.of("cadre-yaowan");
    toKeycloak.cut();
    try (var mute = new ServerSocket(toKeycloak.port(), 50, InetAddress.getLoopbackAddress());
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals(toKeycloak.port(), mute.getLocalPort());
      var decisions = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 16; i++) {
        decisions.add(people.submit(() -> status("/admin/unguarded", operator)));
      }
      for (int i = 0; i < 16; i++) {
        assertTimeoutPreemptively(
            Duration.ofSeconds(2),
            () -> assertEquals(200, status("/divisions/422801001008/passages", cadre)));
      }
      for (Future<Integer> decision : decisions) {
        assertEquals(503, decision.get());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTokenIsVerifiedOnceForSomeSeconds() {
    String token = tokens.of("cadre-yaowan");
    String first = given().auth().oauth2(token).get("/token").asString();
    assertEquals(first, given().auth().oauth2(token).get("/token").asString());
  }

  @Test
  void aRememberedTokenExpiresAllTheSame() {
    String brief = tokens.machine("integrator-brief");
    given().auth().oauth2(brief).get("/token").then().statusCode(200);
    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                given()
                    .auth()
                    .oauth2(brief)
                    .get("/token")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("code", equalTo("INVALID_TOKEN")));
  }
}
