package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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

  /** An instance that takes two requests, and 100,000 bytes, in hand. */
  public static class TwoAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("qunfang.load.requests", "2", "qunfang.load.bytes", "100000");
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
    given()
        .auth()
        .oauth2(tokens.of("guard-yaowan"))
        .contentType("application/json")
        .body(" ".repeat(100_001))
        .post("/passages")
        .then()
        .statusCode(429);
    nothingIsInHand();
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
                    .body(containsString("qunfang_requests_in_hand_bytes 0.0")));
  }

  private Socket hold() throws IOException {
    Socket line = new Socket(held.getHost(), held.getPort());
    line.setSoTimeout(10_000);
    line.getOutputStream()
        .write(
            ("POST /passages/held HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nAuthorization: Bearer "
                    + tokens.of("guard-yaowan")
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return line;
  }
}
