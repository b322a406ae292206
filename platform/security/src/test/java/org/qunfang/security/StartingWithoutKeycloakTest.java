package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Line;
import org.qunfang.testing.Tokens;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(KeycloakAwayAtStart.class)
class StartingWithoutKeycloakTest {

  Tokens tokens;
  Line toKeycloak;

  @Test
  void aServiceStartsIsNotReadyAndHeals() {
    given().port(Management.port()).get("/q/health/live").then().statusCode(200);
    given().port(Management.port()).get("/q/metrics").then().statusCode(200);
    given().port(Management.port()).get("/q/health/ready").then().statusCode(503);
    for (String path : new String[] {"/token", "/admin/dead-letters"}) {
      given().get(path).then().statusCode(401);
      given()
          .auth()
          .oauth2("a.b.c")
          .get(path)
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("code", equalTo("IDENTITY_UNAVAILABLE"));
    }

    toKeycloak.mend();

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () -> given().port(Management.port()).get("/q/health/ready").then().statusCode(200));
    String operator = tokens.of("operator");
    given().auth().oauth2(operator).get("/token").then().statusCode(200);
    given().auth().oauth2(operator).get("/admin/dead-letters").then().statusCode(200);
  }
}
