package org.qunfang.supply;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
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

/** Every refusal is a problem with a stable code, stores nothing and repeats nothing. */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class RefusingBadInputTest {

  private static final String ID = "01900000-0000-7000-8000-000000000000";

  Tokens tokens;
  PostgresPart.Database database;

  private void refused(ValidatableResponse answer, int status, String code) {
    String body =
        answer
            .statusCode(status)
            .contentType(containsString("application/problem+json"))
            .body("code", equalTo(code))
            .body("status", equalTo(status))
            .extract()
            .asString();
    assertThat(body, not(containsString("SECRET")));
    assertThat(body, not(containsString("Exception")));
  }

  // In the bodies ' stands for " and YW for the community of Yaowan, HH for a household.
  private static String json(String written) {
    return written
        .replace('\'', '"')
        .replace("YW", "'" + Caller.YAOWAN + "'")
        .replace("HH", "'" + ID + "'")
        .replace('\'', '"');
  }

  @ParameterizedTest(name = "{0}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /needs | {'community':SECRET                                                    | 400 | MALFORMED_JSON
          /needs | ['SECRET']                                                             | 400 | MALFORMED_JSON
          /needs | {'community':YW,'household':'SECRET','category':'FOOD'}                | 400 | MALFORMED_JSON
          /needs | {'community':YW,'household':HH,'category':'SECRET'}                    | 400 | MALFORMED_JSON
          /needs | {'community':YW,'household':HH,'category':'FOOD','SECRET':1}           | 400 | MALFORMED_JSON
          /needs | {'community':YW,'household':HH,'category':'FOOD','time':'SECRET'}      | 400 | MALFORMED_JSON
          /needs | {}                                                                     | 422 | CONSTRAINT_VIOLATED
          /needs | {'community':YW,'category':'FOOD'}                                     | 422 | CONSTRAINT_VIOLATED
          /needs | {'community':'SECRETSECRETSECRET','household':HH,'category':'FOOD'}    | 422 | CONSTRAINT_VIOLATED
          /needs | {'community':'SECRET','household':HH,'category':'FOOD'}                | 400 | MALFORMED_DIVISION
          /needs | {'community':'999999999999','household':HH,'category':'FOOD'}          | 422 | UNKNOWN_DIVISION
          /needs | {'community':'422801001000','household':HH,'category':'FOOD'}          | 422 | NOT_A_COMMUNITY
          /needs | {'community':'420102002003','household':HH,'category':'FOOD'}          | 403 | OTHER_DIVISION
          /needs | {'community':YW,'household':HH,'category':'FOOD','time':'2120-01-01T00:00:00Z'} | 422 | TIME_IN_FUTURE
          /needs/01900000-0000-7000-8000-000000000000/assignment | {'worker':HH}          | 404 | NEED_UNKNOWN
          /needs/01900000-0000-7000-8000-000000000000/assignment | {}                     | 422 | CONSTRAINT_VIOLATED
          /needs/01900000-0000-7000-8000-000000000000/raise | {'to':'STREET'}             | 404 | NEED_UNKNOWN
          /needs/01900000-0000-7000-8000-000000000000/raise | {'to':'COMMUNITY'}          | 400 | MALFORMED_JSON
          /needs/01900000-0000-7000-8000-000000000000/raise | {}                          | 422 | CONSTRAINT_VIOLATED
          /needs/01900000-0000-7000-8000-000000000000/resolution | {}                     | 404 | NEED_UNKNOWN
          /needs/SECRET/resolution | {}                                                   | 404 | NOT_FOUND
          /orders | {}                                                                    | 422 | CONSTRAINT_VIOLATED
          /orders | {'community':YW,'household':HH}                                       | 422 | ORDER_EMPTY
          /orders | {'community':YW,'household':HH,'packages':1}                          | 422 | PACKAGES_WITHOUT_KIND
          /orders | {'community':YW,'household':HH,'packages':-1,'packageKind':'MEAT'}    | 422 | PACKAGES_OUT_OF_RANGE
          /orders | {'community':YW,'household':HH,'packages':1001,'packageKind':'MEAT'}  | 422 | PACKAGES_OUT_OF_RANGE
          /orders | {'community':YW,'household':HH,'packages':1.5,'packageKind':'MEAT'}   | 400 | MALFORMED_JSON
          /orders | {'community':YW,'household':HH,'items':[null]}                        | 422 | CONSTRAINT_VIOLATED
          /orders | {'community':YW,'household':HH,'items':[{'quantity':1}]}              | 422 | CONSTRAINT_VIOLATED
          /orders | {'community':YW,'household':HH,'items':[{'sku':'a'}]}                 | 422 | CONSTRAINT_VIOLATED
          /orders | {'community':YW,'household':HH,'items':[{'sku':'SECRET 1','quantity':1}]} | 422 | ITEM_MALFORMED
          /orders | {'community':YW,'household':HH,'items':[{'sku':'a','quantity':0}]}    | 422 | ITEM_MALFORMED
          /orders | {'community':YW,'household':HH,'items':[{'sku':'a','quantity':1},{'sku':'a','quantity':1}]} | 422 | ITEM_TWICE
          /orders | {'community':YW,'household':HH,'need':HH,'items':[{'sku':'a','quantity':1}]} | 422 | ORDERED_NEED_UNKNOWN
          /orders/01900000-0000-7000-8000-000000000000/packing | {}                       | 404 | ORDER_UNKNOWN
          /orders/01900000-0000-7000-8000-000000000000/dispatch | {'vehicle':'bus-7'}     | 404 | ORDER_UNKNOWN
          /orders/01900000-0000-7000-8000-000000000000/dispatch | {'vehicle':'SECRETSECRETSECRET'} | 422 | CONSTRAINT_VIOLATED
          /orders/01900000-0000-7000-8000-000000000000/delivery | {}                      | 422 | CONSTRAINT_VIOLATED
          /orders/01900000-0000-7000-8000-000000000000/failure | {'reason':'SECRET'}      | 400 | MALFORMED_JSON
          /orders/01900000-0000-7000-8000-000000000000/cancellation | {}                  | 404 | ORDER_UNKNOWN
          /nothing | {}                                                                   | 404 | NOT_FOUND
          """)
  void aBadPostIsRefused(String path, String body, int status, String code) {
    Log log = new Log(database);
    long before = log.size();
    refused(
        Caller.person(tokens, "cadre-yaowan").postRaw(path, "application/json", json(body)),
        status,
        code);
    assertEquals(before, log.size());
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "/needs?limit=0, 422, CONSTRAINT_VIOLATED",
    "/needs?limit=201, 422, CONSTRAINT_VIOLATED",
    "/needs?state=SECRET, 400, MALFORMED_PARAMETER",
    "/needs?division=SECRET, 400, MALFORMED_DIVISION",
    "/needs?division=420100000000, 403, OTHER_DIVISION",
    "/needs?after=01900000-0000-7000-8000-000000000000, 422, UNKNOWN_CURSOR",
    "/needs/01900000-0000-7000-8000-000000000000, 404, NEED_UNKNOWN",
    "/needs/SECRET, 404, NOT_FOUND",
    "/orders?limit=201, 422, CONSTRAINT_VIOLATED",
    "/orders?state=OPEN, 400, MALFORMED_PARAMETER",
    "/orders?after=01900000-0000-7000-8000-000000000000, 422, UNKNOWN_CURSOR",
    "/orders/01900000-0000-7000-8000-000000000000, 404, ORDER_UNKNOWN",
    "/confined-households?limit=201, 422, CONSTRAINT_VIOLATED",
  })
  void aBadQuestionIsRefused(String path, int status, String code) {
    refused(Caller.person(tokens, "cadre-yaowan").get(path), status, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/needs", "/orders", "/confined-households"})
  void nothingIsListedOfADivisionThatNobodyKnows(String list) {
    refused(
        Caller.person(tokens, "street-wuyangba").get(list + "?division=422801001999"),
        422,
        "UNKNOWN_DIVISION");
  }

  @Test
  void otherMediaTypesAreNotRead() {
    refused(
        Caller.person(tokens, "cadre-yaowan").postRaw("/needs", "text/plain", "{}"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void aBodyBeyondMeasureIsRefused() {
    refused(
        Caller.person(tokens, "cadre-yaowan")
            .postRaw("/needs", "application/json", "\"" + "x".repeat(3_000_000) + "\""),
        413,
        "BODY_TOO_LARGE");
  }

  @Test
  void aKeyBeyondMeasureIsRefused() {
    refused(
        Caller.person(tokens, "cadre-yaowan")
            .post("/needs", Caller.need(UUID.randomUUID()), "x".repeat(201)),
        422,
        "CONSTRAINT_VIOLATED");
  }

  @Test
  void withoutATokenThereIsNothingToSee() {
    refused(given().get("/needs").then(), 401, "UNAUTHENTICATED");
  }
}
