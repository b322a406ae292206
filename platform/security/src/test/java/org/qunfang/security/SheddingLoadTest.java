package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKeycloak;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "checkpoint-service"))
@TestProfile(SheddingLoadTest.TwoAtOnce.class)
class SheddingLoadTest {

  /** An instance that takes two requests in hand, and 5,000 bytes or 100,000 of large bodies. */
  public static class TwoAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "qunfang.load.requests", "2",
          "qunfang.load.bytes", "5000",
          "qunfang.load.large-body", "10000",
          "qunfang.load.large-bytes", "100000",
          "qunfang.load.body-within", "PT2S",
          "quarkus.http.limits.max-body-size", "100000");
    }
  }

  Tokens tokens;

  @TestHTTPResource("/passages/held")
  URI held;

  @AfterEach
  void letGo() {
    for (Runnable next = HoldingResource.HELD.poll();
        next != null;
        next = HoldingResource.HELD.poll()) {
      next.run();
    }
  }

  @Test
  void theThirdIsToldToComeAgainAndTheOthersAreServed() throws IOException {
    try (Socket first = hold();
        Socket second = hold()) {
      await().atMost(10, SECONDS).until(() -> HoldingResource.HELD.size() == 2);

      given()
          .get("/token")
          .then()
          .statusCode(429)
          .header("Retry-After", notNullValue())
          .body("code", equalTo("TOO_MANY_REQUESTS"));

      letGo();
      for (Socket line : new Socket[] {first, second}) {
        byte[] answer = line.getInputStream().readNBytes(12);
        assertEquals("HTTP/1.1 200", new String(answer, StandardCharsets.US_ASCII));
      }
      nothingIsInHand();
      given().get("/token").then().statusCode(401);
    }
  }

  @Test
  void whoHangsUpIsLetGo() throws IOException {
    try (Socket first = hold();
        Socket second = hold()) {
      await().atMost(10, SECONDS).until(() -> HoldingResource.HELD.size() == 2);
    }
    nothingIsInHand();
  }

  @Test
  void bytesInHandAreBoundedToo() {
    postOf(8_000).then().statusCode(429);
    nothingIsInHand();
  }

  @Test
  void anUploadThatCrawlsHoldsUpNoGateAndIsGivenUp() throws IOException {
    try (Socket upload = line()) {
      upload.getOutputStream().write(head("/passages", "Content-Length: 90000"));
      await().atMost(10, SECONDS).untilAsserted(() -> inHand("large_bytes", "90000.0"));

      postOf(20_000).then().statusCode(429);
      postOf(0).then().statusCode(200);

      String answer = new String(upload.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("HTTP/1.1 408 ", answer.substring(0, 13));
      assertTrue(answer.contains("\"code\":\"BODY_TOO_SLOW\""), answer);
    }
    nothingIsInHand();
    postOf(20_000).then().statusCode(200);
  }

  @Test
  void oneThatCrawlsInChunksIsGivenUpToo() throws IOException {
    try (Socket upload = line()) {
      upload.getOutputStream().write(head("/passages", "Transfer-Encoding: chunked"));
      upload.getOutputStream().write("1\r\n \r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(upload.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("HTTP/1.1 408 ", answer.substring(0, 13));
    }
    nothingIsInHand();
  }

  private Response postOf(int padding) {
    return given()
        .auth()
        .oauth2(tokens.of("guard-yaowan"))
        .contentType("application/json")
        .body(
            """
            {"community": "422801001008", "temperature": 36.5, "day": "2020-02-20"}"""
                + " ".repeat(padding))
        .post("/passages");
  }

  private static void inHand(String what, String amount) {
    given()
        .port(Management.port())
        .get("/q/metrics")
        .then()
        .body(containsString("qunfang_requests_in_hand_" + what + " " + amount));
  }

  private static void nothingIsInHand() {
    await()
        .atMost(10, SECONDS)
        .untilAsserted(
            () ->
                given()
                    .port(Management.port())
                    .get("/q/metrics")
                    .then()
                    .body(containsString("qunfang_requests_in_hand 0.0"))
                    .body(containsString("qunfang_requests_in_hand_bytes 0.0"))
                    .body(containsString("qunfang_requests_in_hand_large_bytes 0.0")));
  }

  private Socket hold() throws IOException {
    Socket line = line();
    line.getOutputStream().write(head("/passages/held", "Content-Length: 0"));
    return line;
  }

  private Socket line() throws IOException {
    Socket line = new Socket(held.getHost(), held.getPort());
    line.setSoTimeout(10_000);
    return line;
  }

  private byte[] head(String path, String length) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + length
            + "\r\nAuthorization: Bearer "
            + tokens.of("guard-yaowan")
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
