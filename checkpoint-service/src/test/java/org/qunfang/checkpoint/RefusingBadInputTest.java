package org.qunfang.checkpoint;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.PostgresPart;

/** Every refusal is a problem with a stable code, stores nothing and repeats nothing. */
@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class RefusingBadInputTest {

  Tokens tokens;
  PostgresPart.Database database;

  private static void refused(ValidatableResponse answer, int status, String code) {
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

  // ' stands for ", YW for the community of Yaowan, ID for an id that nothing has, OK for the rest
  // of a good passage.
  private static String json(String written) {
    return written
        .replace(
            "OK",
            "'checkpoint':ID,'direction':'IN','passer':'PERSON','identityAsked':true,'detailsRecorded':true")
        .replace("YW", "'" + Caller.YAOWAN + "'")
        .replace("ID", "'" + UUID.randomUUID() + "'")
        .replace('\'', '"');
  }

  @ParameterizedTest(name = "{0}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /compounds | {'community':SECRET                                                      | 400 | MALFORMED_JSON
          /compounds | ['SECRET']                                                               | 400 | MALFORMED_JSON
          /compounds | {'community':YW,'entrancesKept':'SECRET','pointsBlocked':0}              | 400 | MALFORMED_JSON
          /compounds | {'community':YW,'entrancesKept':1.5,'pointsBlocked':0}                   | 400 | MALFORMED_JSON
          /compounds | {'community':YW,'entrancesKept':1,'pointsBlocked':0,'SECRET':1}          | 400 | MALFORMED_JSON
          /compounds | {'community':YW,'entrancesKept':1,'pointsBlocked':0,'id':'SECRET'}       | 400 | MALFORMED_JSON
          /compounds | {'community':YW,'entrancesKept':1,'pointsBlocked':0,'time':'SECRET'}     | 400 | MALFORMED_JSON
          /compounds | {}                                                                       | 422 | CONSTRAINT_VIOLATED
          /compounds | {'community':YW,'entrancesKept':-1,'pointsBlocked':0}                    | 422 | CONSTRAINT_VIOLATED
          /compounds | {'community':YW,'entrancesKept':1,'pointsBlocked':100000}                | 422 | CONSTRAINT_VIOLATED
          /compounds | {'community':'SECRET','entrancesKept':1,'pointsBlocked':0}               | 400 | MALFORMED_DIVISION
          /compounds | {'community':'SECRETSECRETSECRET','entrancesKept':1,'pointsBlocked':0}   | 422 | CONSTRAINT_VIOLATED
          /compounds | {'community':'999999999999','entrancesKept':1,'pointsBlocked':0}         | 422 | UNKNOWN_DIVISION
          /compounds | {'community':'422801001000','entrancesKept':1,'pointsBlocked':0}         | 422 | NOT_A_COMMUNITY
          /compounds | {'community':'422801001001','entrancesKept':1,'pointsBlocked':0}         | 403 | OTHER_DIVISION
          /compounds | {'community':YW,'entrancesKept':1,'pointsBlocked':0,'time':'2120-01-01T00:00:00Z'} | 422 | TIME_IN_FUTURE
          /compounds/01900000-0000-7000-8000-000000000000/reopening | {}                        | 404 | NO_SUCH_COMPOUND
          /compounds/SECRET/reopening | {}                                                      | 404 | NOT_FOUND
          /checkpoints | {}                                                                     | 422 | CONSTRAINT_VIOLATED
          /checkpoints | {'community':YW,'kind':'SECRET'}                                       | 400 | MALFORMED_JSON
          /checkpoints | {'community':YW}                                                       | 422 | CONSTRAINT_VIOLATED
          /checkpoints | {'community':YW,'kind':'GATE','compound':ID}                           | 422 | NO_SUCH_COMPOUND
          /checkpoints/01900000-0000-7000-8000-000000000000/withdrawal | {}                     | 404 | NO_SUCH_CHECKPOINT
          /passages | {}                                                                        | 422 | CONSTRAINT_VIOLATED
          /passages | null                                                                      | 400 | BODY_MISSING
          /passages | {OK,'temperature':36.5}                                                   | 422 | CONSTRAINT_VIOLATED
          /passages | {OK,'temperature':366,'mask':true}                                        | 422 | TEMPERATURE_OUT_OF_RANGE
          /passages | {OK,'temperature':-1,'mask':true}                                         | 422 | TEMPERATURE_OUT_OF_RANGE
          /passages | {OK,'temperature':'SECRET','mask':true}                                   | 400 | MALFORMED_JSON
          /passages | {OK,'temperature':36.5,'mask':'SECRET'}                                   | 400 | MALFORMED_JSON
          /passages | {OK,'temperature':36.5,'mask':true,'person':'SECRET'}                     | 400 | MALFORMED_JSON
          /passages | {OK,'temperature':36.5,'mask':true,'time':'2120-01-01T00:00:00Z'}         | 422 | TIME_IN_FUTURE
          /passages | {OK,'temperature':36.5,'mask':true,'time':'2020-02-20T00:00:00Z'}         | 422 | TOO_OLD
          /passages | {OK,'temperature':36.5,'mask':true}                                       | 404 | NO_SUCH_CHECKPOINT
          /passages | {OK,'temperature':36.5,'mask':true,'SECRET':'SECRET'}                     | 400 | MALFORMED_JSON
          /nothing | {}                                                                         | 404 | NOT_FOUND
          """)
  void aBadPostIsRefused(String path, String body, int status, String code) {
    Log log = new Log(database);
    long before = log.size();
    refused(Caller.person(tokens, "cadre-yaowan").post(json(body), path), status, code);
    assertEquals(before, log.size());
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "/compounds?limit=0,                422, CONSTRAINT_VIOLATED",
    "/compounds?limit=201,              422, CONSTRAINT_VIOLATED",
    "/compounds?division=SECRET,        400, MALFORMED_DIVISION",
    "/compounds?division=422801001001,  403, OTHER_DIVISION",
    "/compounds?after=01900000-0000-7000-8000-000000000000, 422, UNKNOWN_CURSOR",
    "/checkpoints?after=01900000-0000-7000-8000-000000000000, 422, UNKNOWN_CURSOR",
    "/passages?checkpoint=01900000-0000-7000-8000-000000000000&day=xx, 400, MALFORMED_PARAMETER",
    "/checkpoints?limit=-1,             422, CONSTRAINT_VIOLATED",
    "/passages,                         422, CONSTRAINT_VIOLATED",
    "/passages?day=2020-02-20,          422, CONSTRAINT_VIOLATED",
    "/health-codes/SECRET,              404, NOT_FOUND",
    "/checkpoints/SECRET,               404, NOT_FOUND",
    "/checkpoints/01900000-0000-7000-8000-000000000000, 404, NO_SUCH_CHECKPOINT",
    "/compounds/01900000-0000-7000-8000-000000000000,   404, NO_SUCH_COMPOUND",
    "/passages?checkpoint=01900000-0000-7000-8000-000000000000&day=2020-02-20, 404, NO_SUCH_CHECKPOINT",
  })
  void aBadQueryIsRefused(String path, int status, String code) {
    refused(Caller.person(tokens, "cadre-yaowan").get(path), status, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/compounds", "/checkpoints"})
  void nothingIsListedOfADivisionThatNobodyKnows(String list) {
    refused(
        Caller.person(tokens, "street-wuyangba").get(list + "?division=422801001999"),
        422,
        "UNKNOWN_DIVISION");
  }

  @Test
  void withoutAGoodTokenNothingHappens() {
    refused(
        given().contentType("application/json").body("{}").post("/passages").then(),
        401,
        "UNAUTHENTICATED");
    refused(
        given()
            .auth()
            .oauth2("a.b.c")
            .contentType("application/json")
            .body("{}")
            .post("/passages")
            .then(),
        401,
        "INVALID_TOKEN");
    String brief = tokens.machine("integrator-brief");
    await()
        .untilAsserted(
            () ->
                refused(
                    given()
                        .auth()
                        .oauth2(brief)
                        .contentType("application/json")
                        .body("{}")
                        .post("/passages")
                        .then(),
                    401,
                    "INVALID_TOKEN"));
  }

  @Test
  void onlyJsonIsReadAndNotTooMuchOfIt() {
    Caller cadre = Caller.person(tokens, "cadre-yaowan");
    refused(cadre.postAs("text/plain", "SECRET", "/passages"), 415, "UNSUPPORTED_MEDIA_TYPE");
    refused(
        cadre.post("{\"name\":\"" + "x".repeat(3_000_000) + "\"}", "/checkpoints"),
        413,
        "BODY_TOO_LARGE");
    refused(
        cadre.post(
            json("{'community':YW,'kind':'GATE','name':'" + "x".repeat(101) + "'}"),
            "/checkpoints"),
        422,
        "CONSTRAINT_VIOLATED");
  }
}
