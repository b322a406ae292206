package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKeycloak;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "checkpoint-service"))
class StayingInOneDivisionTest {

  Tokens tokens;

  @ParameterizedTest
  @CsvSource({
    "cadre-yaowan,    422801001008, 422801001008",
    "street-wuyangba, 422801001008, 422801001",
    "street-wuyangba, 422801001000, 422801001",
    "district-enshi,  422801001008, 422801",
    "city-enshi,      422801001008, 4228",
    "city-enshi,      422823000000, 4228",
    "city-wuhan,      420104001012, 4201",
  })
  void aCallerSeesTheOwnDivisionAndWhatLiesBelow(String person, String division, String prefix) {
    given()
        .auth()
        .oauth2(tokens.of(person))
        .get("/divisions/{division}/passages", division)
        .then()
        .statusCode(200)
        .body(equalTo(prefix));
  }

  @ParameterizedTest
  @CsvSource({
    "cadre-yaowan,    422801001001",
    "cadre-yaowan,    422801001000",
    "cadre-guanpo,    422801001008",
    "street-wuyangba, 422801002000",
    "street-wuyangba, 422801000000",
    "district-enshi,  422802000000",
    "city-enshi,      420104001012",
    "city-wuhan,      422801001008",
    "city-wuhan,      000000000000",
  })
  void neitherWhatLiesBesideNorWhatLiesAbove(String person, String division) {
    given()
        .auth()
        .oauth2(tokens.of(person))
        .get("/divisions/{division}/passages", division)
        .then()
        .statusCode(403)
        .body("code", equalTo(DivisionScope.OTHER_DIVISION));
  }

  @Test
  void aWriteIsHeldToTheSameRule() {
    String passage = "{\"community\": \"422801001001\", \"temperature\": 36.5}";
    given()
        .auth()
        .oauth2(tokens.machine("integrator-gates"))
        .contentType("application/json")
        .body(passage)
        .post("/passages")
        .then()
        .statusCode(403)
        .body("code", equalTo(DivisionScope.OTHER_DIVISION));
    given()
        .auth()
        .oauth2(tokens.machine("integrator-hospital"))
        .contentType("application/json")
        .body(passage)
        .post("/passages")
        .then()
        .statusCode(200);
  }

  @Test
  void aTokenWithoutADivisionSeesNone() {
    given()
        .auth()
        .oauth2(tokens.of("operator"))
        .get("/passages/held/scope")
        .then()
        .statusCode(403)
        .body("code", equalTo(DivisionScope.NO_DIVISION));
  }
}
