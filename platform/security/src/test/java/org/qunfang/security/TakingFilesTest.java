package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKeycloak;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "checkpoint-service"))
@TestProfile(TakingFilesTest.OfThreeMegabytes.class)
class TakingFilesTest {

  /** An instance that takes one file of three megabytes at a time, and bodies of 100 kB. */
  public static class OfThreeMegabytes implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "qunfang.load.uploads", "/files",
          "qunfang.load.uploads-at-once", "1",
          "qunfang.load.upload-within", "PT3S",
          "qunfang.load.body-within", "PT2S",
          "qunfang.load.large-bytes", "100000",
          "quarkus.http.limits.max-body-size", "3000000",
          "quarkus.rest.input-buffer-size", "100000");
    }
  }

  Tokens tokens;

  @TestHTTPResource("/files")
  URI files;

  @Test
  void aFileMayBeLargerThanWhatIsHeldInMemory() {
    post("/files", "text/plain", 2_500_000).statusCode(200).body(equalTo("2500000"));
  }

  @Test
  void aFileSaysBeforehandHowLongItIs() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(files)
                    .header("Authorization", "Bearer " + tokens.of("guard-yaowan"))
                    .header("Content-Type", "text/plain")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(new byte[10])))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(411, answer.statusCode());
    assertTrue(answer.body().contains("\"code\":\"LENGTH_REQUIRED\""), answer.body());
  }

  @Test
  void everythingElseIsAsSmallAsEverywhere() {
    post("/files", "text/plain", 3_000_001).statusCode(413).body("code", equalTo("BODY_TOO_LARGE"));
    post("/passages", "application/json", 100_001)
        .statusCode(413)
        .body("code", equalTo("BODY_TOO_LARGE"));
  }

  @Test
  void whoHasNoBusinessHereSendsNoFile() {
    given()
        .contentType("text/plain")
        .body(new byte[2_500_000])
        .post("/files")
        .then()
        .statusCode(401);
  }

  @Test
  void theSecondAtOnceIsToldToComeAgainAndOneThatCrawlsIsGivenUp() throws IOException {
    try (Socket crawling = new Socket(files.getHost(), files.getPort())) {
      crawling.setSoTimeout(15_000);
      crawling
          .getOutputStream()
          .write(
              ("POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                      + "Content-Length: 1000\r\nAuthorization: Bearer "
                      + tokens.of("guard-yaowan")
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await()
          .atMost(10, SECONDS)
          .untilAsserted(() -> post("/files", "text/plain", 10).statusCode(429));
      String answer = new String(crawling.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("HTTP/1.1 408 ", answer.substring(0, 13));
    }
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() -> post("/files", "text/plain", 10).statusCode(200));
    given()
        .port(Management.port())
        .get("/q/metrics")
        .then()
        .body(containsString("qunfang_requests_in_hand_large_bytes 0.0"));
  }

  private ValidatableResponse post(String path, String type, int length) {
    return given()
        .auth()
        .oauth2(tokens.of("guard-yaowan"))
        .contentType(type)
        .body(new byte[length])
        .post(path)
        .then();
  }
}
