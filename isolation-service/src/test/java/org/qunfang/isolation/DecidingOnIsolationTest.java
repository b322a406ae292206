package org.qunfang.isolation;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.isolation.Caller.YAOWAN;
import static org.qunfang.isolation.Caller.order;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.EventIds;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.PostgresPart;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class DecidingOnIsolationTest {

  private static final String DECISIONS = "/decisions/isolation-orders";

  Tokens tokens;
  PostgresPart.Database database;
  private Caller officer;
  private Caller cadre;

  private final UUID person = EventIds.next();

  @BeforeEach
  void callers() {
    officer = Caller.person(tokens, "street-wuyangba");
    cadre = Caller.person(tokens, "cadre-yaowan");
  }

  @Test
  void anOfficerOrdersAndEverybodyInChargeSeesItAtOnce() {
    UUID id = EventIds.next();
    Map<String, Object> request = order(person);
    request.put("id", id);

    officer
        .post(request, DECISIONS)
        .statusCode(201)
        .header("Location", endsWith("/isolation-orders/" + id))
        .body("id", equalTo(id.toString()))
        .body("state", equalTo("ORDERED"));

    cadre
        .get("/isolation-orders/{id}", id)
        .statusCode(200)
        .body("person", equalTo(person.toString()))
        .body("community", equalTo(YAOWAN))
        .body("kind", equalTo("HOME"))
        .body("due", equalTo("2020-02-24"))
        .body("ordered", equalTo("2020-02-10T02:00:00Z"));
    cadre
        .get("/persons/{person}/isolation-order", person)
        .statusCode(200)
        .body("id", equalTo(id.toString()));
  }

  @Test
  void anIsolationIsLivedThrough() {
    UUID id = officer.orders(person);
    UUID guardian = EventIds.next();

    cadre.starts(id);
    cadre
        .post(Map.of("guardian", guardian), "/isolation-orders/{id}/guardian", id)
        .statusCode(200)
        .body("guardian", equalTo(guardian.toString()))
        .body("state", equalTo("STARTED"))
        .body("started", equalTo("2020-02-10T04:00:00Z"));
    cadre
        .request()
        .noContentType()
        .post("/isolation-orders/{id}/breaches", id)
        .then()
        .statusCode(200)
        .body("breaches", equalTo(1));
    officer
        .post(
            Map.of("to", "CENTRAL", "time", "2020-02-11T10:00:00+08:00"),
            DECISIONS + "/{id}/transfer",
            id)
        .statusCode(200)
        .body("kind", equalTo("CENTRAL"));
    officer
        .post(
            Map.of("ground", "ORDERED_IN_ERROR", "time", "2020-02-10T09:00:00+08:00"),
            DECISIONS + "/{id}/release",
            id)
        .statusCode(409)
        .body("code", equalTo("BEFORE_IT_BEGAN"));
    officer
        .post(
            Map.of("due", "2020-03-02", "time", "2020-02-20T10:00:00+08:00"),
            DECISIONS + "/{id}/extension",
            id)
        .statusCode(200)
        .body("due", equalTo("2020-03-02"));
    officer
        .post(
            Map.of("ground", "TERM_ENDED", "time", "2020-03-02T10:00:00+08:00"),
            DECISIONS + "/{id}/release",
            id)
        .statusCode(200)
        .body("state", equalTo("RELEASED"))
        .body("ground", equalTo("TERM_ENDED"))
        .body("ended", equalTo("2020-03-02T02:00:00Z"));

    cadre
        .get("/persons/{person}/isolation-order", person)
        .statusCode(404)
        .body("code", equalTo("NOT_ISOLATED"));
  }

  @Test
  void aPersonHasOneOpenOrder() {
    officer.orders(person);

    officer
        .post(order(person), DECISIONS)
        .statusCode(409)
        .body("code", equalTo("ALREADY_ISOLATED"));
  }

  @Test
  void afterTheReleaseThereCanBeAnotherOrder() {
    UUID first = officer.orders(person);
    officer
        .post(Map.of("ground", "ORDERED_IN_ERROR"), DECISIONS + "/{id}/release", first)
        .statusCode(200);

    UUID second = officer.orders(person);

    cadre.get("/persons/{person}/isolation-order", person).body("id", equalTo(second.toString()));
  }

  @Test
  void whenTwentyOfficersOrderAtOnceOneOrderIsMade() {
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> officer.post(order(person), DECISIONS).extract().statusCode()))
            .toList();

    List<Integer> statuses = answers.stream().map(CompletableFuture::join).sorted().toList();
    assertEquals(201, statuses.get(0));
    assertEquals(List.of(409), statuses.subList(1, 20).stream().distinct().toList());
  }

  @Test
  void theSameRequestTwiceIsDoneOnceAndAnsweredTheSame() {
    String key = "order of " + person;
    String first =
        officer.postOnce(key, order(person), DECISIONS).statusCode(201).extract().asString();

    assertEquals(
        first,
        officer.postOnce(key, order(person), DECISIONS).statusCode(201).extract().asString());

    Map<String, Object> other = order(person);
    other.put("kind", "CENTRAL");
    officer
        .postOnce(key, other, DECISIONS)
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void aBreachReportedTwiceUnderOneKeyCountsOnce() {
    UUID id = officer.orders(person);
    cadre.starts(id);
    Map<String, Object> breach = Map.of("time", "2020-02-11T10:00:00+08:00");

    cadre.postOnce("seen " + id, breach, "/isolation-orders/{id}/breaches", id).statusCode(200);
    cadre.postOnce("seen " + id, breach, "/isolation-orders/{id}/breaches", id).statusCode(200);

    cadre.get("/isolation-orders/{id}", id).body("breaches", equalTo(1));
  }

  @Test
  void oneKeyForTwoOrdersIsRefused() {
    UUID one = officer.orders(person);
    UUID other = officer.orders(EventIds.next());
    cadre.postOnce("start " + one, Map.of(), "/isolation-orders/{id}/start", one).statusCode(200);

    cadre
        .postOnce("start " + one, Map.of(), "/isolation-orders/{id}/start", other)
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void ordersAreListedPageByPageInTheCallersDivision() {
    UUID mine = officer.orders(person);
    officer.orders(EventIds.next());

    List<String> page = cadre.get("/isolation-orders?limit=1").extract().path("id");
    List<String> all = cadre.get("/isolation-orders?limit=200").extract().path("id");
    List<String> next =
        cadre.get("/isolation-orders?limit=199&after={id}", page.get(0)).extract().path("id");

    assertEquals(all.subList(0, 1), page);
    assertEquals(all.subList(1, all.size()), next);
    assertEquals(true, all.contains(mine.toString()));
    cadre
        .get("/isolation-orders?after={id}", EventIds.next())
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_CURSOR"));
    Caller.person(tokens, "cadre-guanpo")
        .get("/isolation-orders?limit=200")
        .statusCode(200)
        .body("id", not(hasItem(mine.toString())));
    Caller.person(tokens, "auditor-enshi")
        .get("/isolation-orders?division={street}&limit=200", "422801001000")
        .statusCode(200)
        .body("id", hasItem(mine.toString()));
  }

  @Test
  void ordersAreListedByStateKindAndDueDate() {
    UUID mine = officer.orders(person);

    String listed = "/isolation-orders?limit=200&state=ORDERED&state=STARTED&kind=HOME&due-before=";
    cadre
        .get(listed + "2020-02-25")
        .statusCode(200)
        .body("id", hasItem(mine.toString()))
        .body("kind", everyItem(equalTo("HOME")))
        .body("state", everyItem(not(equalTo("RELEASED"))));
    cadre.get(listed + "2020-02-24").body("id", not(hasItem(mine.toString())));
    cadre
        .get("/isolation-orders?limit=200&state=RELEASED")
        .body("id", not(hasItem(mine.toString())));
  }

  @Test
  void peopleAreReleasedWhenTheirLastDayIsOver() {
    UUID due = officer.orders(person);
    UUID longer = officer.orders(EventIds.next());
    officer
        .post(
            Map.of("due", "2020-02-25", "time", "2020-02-11T10:00:00+08:00"),
            DECISIONS + "/{id}/extension",
            longer)
        .statusCode(200);
    Caller operator = Caller.person(tokens, "operator");

    operator
        .post(Map.of("asOf", "2020-02-24T23:59:59+08:00"), "/admin/sweeps/releases-due")
        .statusCode(200);
    cadre.get("/isolation-orders/{id}", due).body("state", equalTo("ORDERED"));

    operator
        .post(Map.of("asOf", "2020-02-25T00:00:00+08:00"), "/admin/sweeps/releases-due")
        .statusCode(200)
        .body("done", notNullValue());
    cadre
        .get("/isolation-orders/{id}", due)
        .body("state", equalTo("RELEASED"))
        .body("ground", equalTo("TERM_ENDED"));
    cadre.get("/isolation-orders/{id}", longer).body("state", equalTo("ORDERED"));
  }

  @Test
  void howeverLateTheClockComesRoundTheTermEndedWithItsLastDay() {
    UUID id = officer.orders(person);

    Caller.person(tokens, "operator")
        .post(Map.of("asOf", "2020-02-27T15:00:00+08:00"), "/admin/sweeps/releases-due")
        .statusCode(200);

    cadre
        .get("/isolation-orders/{id}", id)
        .body("state", equalTo("RELEASED"))
        .body("ended", equalTo("2020-02-24T16:00:00Z"));
  }

  @Test
  void anOrderThatCannotBeReleasedHoldsUpNobodyBehindIt() throws Exception {
    UUID first = new UUID(0, 1);
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into isolation_file
            (id, person, community, kind, reason, state, due, lasts_until_case_closes, breaches, ordered)
          values ('%s', '%s', '%s', 'HOME', 'OTHER', 'ORDERED', '2020-02-01', false, 0, now())
          """
              .formatted(first, EventIds.next(), YAOWAN));
    }
    UUID behind = officer.orders(person);

    Caller.person(tokens, "operator")
        .post(Map.of("asOf", "2020-02-25T00:00:00+08:00"), "/admin/sweeps/releases-due")
        .statusCode(200);

    cadre.get("/isolation-orders/{id}", behind).body("state", equalTo("RELEASED"));
    cadre.get("/isolation-orders/{id}", first).body("state", equalTo("ORDERED"));
  }

  @Test
  void moreThanOnePageOfPeopleIsReleasedAndOnlyOnce() {
    List<UUID> orders =
        IntStream.range(0, 60).mapToObj(i -> officer.orders(EventIds.next())).toList();
    Caller operator = Caller.person(tokens, "operator");
    Map<String, Object> question = Map.of("asOf", "2020-02-25T00:00:00+08:00");

    int released =
        operator
            .post(question, "/admin/sweeps/releases-due")
            .statusCode(200)
            .extract()
            .path("done");

    assertEquals(true, released >= orders.size());
    operator.post(question, "/admin/sweeps/releases-due").body("done", equalTo(0));
  }

  @Test
  void aHospitalTellsWhoWasTakenInAndLetGo() {
    UUID id = officer.orders(person);
    Caller hospital = Caller.machine(tokens, "integrator-hospital");
    Map<String, Object> started =
        Caller.event(
            "IsolationStarted",
            "2020-02-10T12:00:00+08:00",
            Map.of("order", id, "person", person, "kind", "HOME"));
    Map<String, Object> released =
        Caller.event(
            "IsolationReleased",
            "2020-02-15T12:00:00+08:00",
            Map.of(
                "order",
                id,
                "person",
                person,
                "kind",
                "HOME",
                "reason",
                "OTHER",
                "ground",
                "RULED_OUT",
                "started",
                true));

    hospital.tells(List.of(started, released)).statusCode(200).body("accepted", equalTo(2));
    hospital.tells(List.of(started, released)).statusCode(200).body("duplicate", equalTo(2));

    cadre
        .get("/isolation-orders/{id}", id)
        .body("state", equalTo("RELEASED"))
        .body("started", equalTo("2020-02-10T04:00:00Z"))
        .body("ground", equalTo("RULED_OUT"));
  }

  @Test
  void whatAHospitalGetsWrongIsRefusedOneByOne() {
    UUID id = officer.orders(person);
    String noon = "2020-02-10T12:00:00+08:00";
    Map<String, Object> elsewhere =
        Caller.event(
            "IsolationStarted", noon, Map.of("order", id, "person", person, "kind", "HOME"));
    elsewhere.put("division", Caller.GUANPO);

    Caller.machine(tokens, "integrator-hospital")
        .tells(
            List.of(
                Caller.event(
                    "IsolationStarted",
                    noon,
                    Map.of("order", id, "person", EventIds.next(), "kind", "HOME")),
                Caller.event(
                    "IsolationStarted",
                    noon,
                    Map.of("order", id, "person", person, "kind", "CENTRAL")),
                Caller.event(
                    "IsolationStarted",
                    noon,
                    Map.of("order", EventIds.next(), "person", person, "kind", "HOME")),
                elsewhere,
                Caller.event(
                    "IsolationStarted",
                    noon,
                    Map.of("order", id, "person", person, "kind", "HOME"))))
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body(
            "results.code",
            equalTo(
                java.util.Arrays.asList(
                    "ANOTHER_PERSON", "ANOTHER_KIND", "NO_SUCH_ORDER", "ANOTHER_COMMUNITY", null)));
  }

  @Test
  void anotherDivisionsOrdersAreNobodysBusiness() {
    UUID id = officer.orders(person);
    Caller neighbour = Caller.person(tokens, "cadre-guanpo");

    for (String path : List.of("/isolation-orders/" + id, "/health-checks?order=" + id)) {
      neighbour.get(path).statusCode(404).body("code", equalTo("NO_SUCH_ORDER"));
    }
    neighbour
        .get("/persons/{person}/isolation-order", person)
        .statusCode(404)
        .body("code", equalTo("NOT_ISOLATED"));
    neighbour
        .post(Map.of(), "/isolation-orders/{id}/start", id)
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_ORDER"));
    neighbour.get("/isolation-orders?division=" + YAOWAN).statusCode(403);
    Caller.person(tokens, "city-wuhan")
        .request()
        .contentType(ContentType.JSON)
        .body(Map.of("to", "CENTRAL"))
        .post(DECISIONS + "/{id}/transfer", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_ORDER"));
    cadre
        .get("/isolation-orders/{id}", id)
        .body("state", equalTo("ORDERED"))
        .body("kind", equalTo("HOME"));
  }
}
