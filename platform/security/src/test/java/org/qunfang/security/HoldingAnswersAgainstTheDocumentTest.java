package org.qunfang.security;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.qunfang.security.testing.AnsweringAsDescribed;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKeycloak;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "checkpoint-service"))
class HoldingAnswersAgainstTheDocumentTest {

  Tokens tokens;

  private RequestSpecification guard() {
    return given()
        .filter(new AnsweringAsDescribed())
        .auth()
        .oauth2(tokens.of("guard-yaowan"))
        .contentType("application/json");
  }

  private static void refuted(Executable asking, String finding) {
    assertEquals(finding, assertThrows(AssertionError.class, asking).getMessage());
  }

  @Test
  void whatIsAnsweredAsDescribedPasses() {
    guard().body("{}").post("/receipts/201").then().statusCode(201);
    guard().post("/receipts/409").then().statusCode(409);
    guard().post("/labels/AS_DESCRIBED").then().statusCode(201);
  }

  @Test
  void aStatusThatIsNotSaidFails() {
    refuted(
        () -> guard().post("/receipts/410"),
        "POST /receipts/{empty}: answers 410, and does not say so");
  }

  @Test
  void anotherMediaTypeThanIsSaidFails() {
    refuted(
        () -> guard().post("/labels/PLAIN"),
        "POST /labels/{kind}: answers 201 with 'text/plain' and says [application/json]");
  }

  @Test
  void aHeaderThatIsNotSaidFails() {
    refuted(
        () -> guard().post("/labels/TAGGED"),
        "POST /labels/{kind}: answers 201 with ETag, and does not say so");
  }

  @Test
  void aHeaderThatIsSaidAndDoesNotComeFails() {
    refuted(
        () -> guard().post("/labels/NOWHERE"),
        "POST /labels/{kind}: says Location of 201, and answers without");
  }

  @Test
  void doingWithoutABodyThatIsSaidToBeNeededFails() {
    refuted(
        () -> guard().post("/parcels/200"),
        "POST /parcels/{answer}: says that it needs a body, and does without");
  }

  @Test
  void whatIsDescribedNowhereFails() {
    refuted(
        () -> guard().body("{}").post("/failing/on-words"),
        "POST /failing/on-words: is described nowhere");
  }
}
