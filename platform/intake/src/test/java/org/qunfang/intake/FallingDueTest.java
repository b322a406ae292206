package org.qunfang.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

/** What falls due with time is done by the clock, and when an operator asks. */
@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "resident-service"))
@SuppressWarnings("NullAway.Init")
class FallingDueTest {

  private static final Instant LONG_AGO = Instant.parse("2020-02-20T12:00:00Z");

  Tokens tokens;
  @Inject KeptLooks looks;

  private ValidatableResponse look(String caller, String sweep, Object asOf) {
    return given()
        .auth()
        .oauth2(tokens.of(caller))
        .contentType("application/json")
        .body(Map.of("asOf", asOf.toString()))
        .post("/admin/sweeps/" + sweep)
        .then();
  }

  @Test
  void theClockLooksAgainAndAgain() {
    int before = looks.times().size();
    await().until(() -> looks.times().size() > before + 1);
  }

  @Test
  void anOperatorLooksAsOfATimeThatHasPassed() {
    look("operator", "kept-looks", LONG_AGO).statusCode(200).body("done", equalTo(1));
    assertTrue(looks.times().contains(LONG_AGO));
  }

  @Test
  void anOperatorSeesWhatFallsDue() {
    given()
        .auth()
        .oauth2(tokens.of("operator"))
        .get("/admin/sweeps")
        .then()
        .statusCode(200)
        .body("", contains("kept-looks"));
  }

  @Test
  void nobodyLooksForSomethingElseOrIntoTheFuture() {
    look("operator", "lost-looks", LONG_AGO).statusCode(404).body("code", equalTo("NO_SUCH_SWEEP"));
    look("operator", "kept-looks", "2999-01-01T00:00:00Z")
        .statusCode(422)
        .body("code", equalTo("TIME_IN_FUTURE"));
    look("cadre-yaowan", "kept-looks", LONG_AGO).statusCode(403);
  }
}
