package org.qunfang.isolation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.isolation.Caller.check;
import static org.qunfang.isolation.Caller.order;

import io.restassured.http.ContentType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.events.EventIds;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.PostgresPart;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class RefusingBadInputTest {

  private static final String DECISIONS = "/decisions/isolation-orders";

  Tokens tokens;
  PostgresPart.Database database;
  private Caller officer;
  private Caller guardian;

  @BeforeEach
  void callers() {
    officer = Caller.person(tokens, "street-wuyangba");
    guardian = Caller.person(tokens, "guardian-yaowan");
  }

  @ParameterizedTest
  @CsvSource({
    "community, 4228, 400, MALFORMED_DIVISION",
    "community, 42280100100x, 400, MALFORMED_DIVISION",
    "community, 999999999999, 422, UNKNOWN_DIVISION",
    "community, 422801001000, 422, NOT_A_COMMUNITY",
    "community, 420102002003, 403, OTHER_DIVISION",
    "time, 2999-01-01T00:00:00Z, 422, TIME_IN_FUTURE",
    "time, yesterday, 400, MALFORMED_JSON",
    "kind, PRISON, 400, MALFORMED_JSON",
    "kind, , 422, CONSTRAINT_VIOLATED",
    "person, , 422, CONSTRAINT_VIOLATED",
    "person, nobody, 400, MALFORMED_JSON",
    "due, 2020-02-09, 422, DUE_IN_PAST",
    "due, 2020-04-11, 422, TERM_TOO_LONG",
    "due, 2020-02-30, 400, MALFORMED_JSON",
    "remark, a fever it seems, 400, MALFORMED_JSON"
  })
  void anOrderThatMakesNoSenseIsRefusedAndNothingStored(
      String field, String value, int status, String code) {
    long before = events();
    Map<String, Object> request = order(EventIds.next());
    request.put(field, value);

    officer
        .post(request, DECISIONS)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));

    assertEquals(before, events());
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, 366, 422, TEMPERATURE_OUT_OF_RANGE",
    "temperature, 29.9, 422, TEMPERATURE_OUT_OF_RANGE",
    "temperature, 45.1, 422, TEMPERATURE_OUT_OF_RANGE",
    "temperature, , 422, CONSTRAINT_VIOLATED",
    "slot, NIGHT, 400, MALFORMED_JSON",
    "slot, , 422, CONSTRAINT_VIOLATED",
    "day, 2999-01-01, 422, TIME_IN_FUTURE",
    "day, 1990-01-01, 422, TOO_OLD",
    "time, 2020-02-13T00:00:00+08:00, 422, DAY_MISMATCH",
    "order, 01900000-0000-7000-8000-000000000000, 404, NO_SUCH_ORDER"
  })
  void aCheckThatMakesNoSenseIsRefusedAndNothingStored(
      String field, String value, int status, String code) {
    UUID order = officer.orders(EventIds.next());
    guardian.starts(order);
    Map<String, Object> request = check(order, "2020-02-12", "MORNING");
    request.put(field, value);

    guardian
        .post(request, "/health-checks")
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("detail", not(containsString("366")));

    guardian.get("/health-checks?order={id}", order).body("id.size()", equalTo(0));
  }

  @Test
  void whatIsNotJsonIsRefused() {
    for (String body : new String[] {"{", "[]", "\"张三\"", ""}) {
      officer
          .request()
          .contentType(ContentType.JSON)
          .body(body)
          .post(DECISIONS)
          .then()
          .statusCode(400)
          .body(not(containsString("张三")));
    }
    officer.request().contentType("text/csv").body("person").post(DECISIONS).then().statusCode(415);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    guardian
        .request()
        .contentType(ContentType.JSON)
        .body(" ".repeat(3 * 1024 * 1024))
        .post("/health-checks")
        .then()
        .statusCode(413)
        .body("code", equalTo("BODY_TOO_LARGE"));
  }

  @ParameterizedTest
  @CsvSource({
    "/isolation-orders/not-an-id, 404",
    "/isolation-orders/01900000-0000-7000-8000-000000000000, 404",
    "/isolation-orders?division=4228, 400",
    "/isolation-orders?division=420100000000, 403",
    "/isolation-orders?division=422801001999, 422",
    "/isolation-orders?limit=201, 422",
    "/isolation-orders?limit=0, 422",
    "/isolation-orders?state=ESCAPED, 400",
    "/health-checks, 422",
    "/health-checks?order=01900000-0000-7000-8000-000000000000, 404"
  })
  void aQuestionThatMakesNoSenseIsRefused(String path, int status) {
    officer.get(path).statusCode(status).contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"start", "guardian", "breaches"})
  void nothingHappensToAnOrderThatIsNot(String what) {
    guardian
        .post(
            what.equals("guardian") ? Map.of("guardian", EventIds.next()) : Map.of(),
            "/isolation-orders/{id}/" + what,
            EventIds.next())
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_ORDER"));
  }

  @Test
  void anOrderThatExistsIsNotMadeAgainForSomebodyElse() {
    Map<String, Object> request = order(EventIds.next());
    request.put("id", officer.orders(EventIds.next()));

    officer.post(request, DECISIONS).statusCode(409).body("code", equalTo("ORDER_EXISTS"));
  }

  @Test
  void theFutureIsNotReleasedNorMissed() {
    Caller operator = Caller.person(tokens, "operator");
    operator
        .post(Map.of("asOf", "2999-01-01T00:00:00Z"), "/admin/sweeps/releases-due")
        .statusCode(422)
        .body("code", equalTo("TIME_IN_FUTURE"));
    operator
        .post(Map.of("asOf", "2999-01-01T00:00:00Z"), "/admin/sweeps/checks-missed")
        .statusCode(422)
        .body("code", equalTo("TIME_IN_FUTURE"));
    operator
        .post(Map.of("asOf", "1990-01-01T00:00:00Z"), "/admin/sweeps/checks-missed")
        .statusCode(422)
        .body("code", equalTo("TOO_OLD"));
  }

  @Test
  void withoutATokenNothingIsDone() {
    given().get("/isolation-orders").then().statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body(order(EventIds.next()))
        .post(DECISIONS)
        .then()
        .statusCode(401);
  }

  private long events() {
    try (Connection connection = database.connect();
        ResultSet count = connection.createStatement().executeQuery("select count(*) from event")) {
      count.next();
      return count.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
