package org.qunfang.isolation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.isolation.Caller.check;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.Sweep;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.PostgresPart;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class CheckingHealthTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Tokens tokens;
  PostgresPart.Database database;
  @Inject @All List<Sweep> sweeps;
  private Sweep missedChecks;
  private Caller guardian;
  private Caller operator;
  private UUID person;
  private UUID order;

  @BeforeEach
  void somebodyIsolatedAtHome() {
    missedChecks =
        sweeps.stream()
            .filter(sweep -> sweep.name().equals("checks-missed"))
            .findFirst()
            .orElseThrow();
    guardian = Caller.person(tokens, "guardian-yaowan");
    operator = Caller.person(tokens, "operator");
    Caller officer = Caller.person(tokens, "street-wuyangba");
    person = EventIds.next();
    order = officer.orders(person);
    guardian.starts(order);
  }

  @Test
  void twoChecksADayAreToldAndListed() {
    guardian
        .post(check(order, "2020-02-12", "EVENING"), "/health-checks")
        .statusCode(201)
        .body("fever", equalTo(false));
    guardian.post(check(order, "2020-02-12", "MORNING"), "/health-checks").statusCode(201);

    guardian
        .get("/health-checks?order={order}", order)
        .statusCode(200)
        .body("slot", contains("MORNING", "EVENING"))
        .body("day", everyItem(equalTo("2020-02-12")))
        .body("temperature", contains(36.5f, 36.5f));
  }

  @Test
  void aSlotCountsOnce() {
    Map<String, Object> check = check(order, "2020-02-12", "MORNING");
    String first = guardian.post(check, "/health-checks").statusCode(201).extract().asString();

    assertEquals(
        first, guardian.post(check, "/health-checks").statusCode(201).extract().asString());

    check.put("temperature", 36.9);
    guardian.post(check, "/health-checks").statusCode(409).body("code", equalTo("SLOT_TAKEN"));
    guardian.get("/health-checks?order={order}", order).body("temperature", contains(36.5f));
  }

  @Test
  void aSlotCountsOnceHoweverManyTellItTogether() {
    Map<String, Object> check = check(order, "2020-02-12", "MORNING");

    List<Integer> statuses =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> guardian.post(check, "/health-checks").extract().statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct()
            .toList();

    assertEquals(List.of(201), statuses);
    guardian.get("/health-checks?order={order}", order).body("id.size()", equalTo(1));
  }

  @Test
  void aCheckOfTodayNeedsNoDay() {
    Map<String, Object> check = check(order, "2020-02-12", "MORNING");
    check.remove("day");
    check.put("time", "2020-02-12T23:59:59+08:00");

    guardian.post(check, "/health-checks").statusCode(201).body("day", equalTo("2020-02-12"));
  }

  @Test
  void onlyWhoIsIsolatedThatDayIsChecked() {
    guardian
        .post(check(order, "2020-02-09", "MORNING"), "/health-checks")
        .statusCode(409)
        .body("code", equalTo("NOT_ISOLATED_THEN"));
    Caller officer = Caller.person(tokens, "street-wuyangba");
    UUID notStarted = officer.orders(EventIds.next());
    guardian
        .post(check(notStarted, "2020-02-12", "MORNING"), "/health-checks")
        .statusCode(409)
        .body("code", equalTo("NOT_ISOLATED_THEN"));
    officer
        .post(
            Map.of("ground", "RULED_OUT", "time", "2020-02-13T09:00:00+08:00"),
            "/decisions/isolation-orders/{id}/release",
            order)
        .statusCode(200);
    guardian.post(check(order, "2020-02-13", "MORNING"), "/health-checks").statusCode(201);
    guardian.post(check(order, "2020-02-14", "MORNING"), "/health-checks").statusCode(409);
  }

  @Test
  void aMissedCheckIsFlaggedOnce() {
    guardian.post(check(order, "2020-02-12", "MORNING"), "/health-checks").statusCode(201);
    Caller officer = Caller.person(tokens, "street-wuyangba");
    UUID another = officer.orders(EventIds.next());
    guardian.starts(another);
    missedAsOf("2020-02-11T23:59:59+08:00");

    assertTrue(missedAsOf("2020-02-12T22:00:00+08:00") >= 3);
    assertEquals(0, missedAsOf("2020-02-12T23:00:00+08:00"));
  }

  @Test
  void aSlotIsMissedWhenItIsOver() {
    int dayBefore = missedAsOf("2020-02-12T11:59:59+08:00");

    assertTrue(dayBefore >= 2);
    assertTrue(missedAsOf("2020-02-12T12:00:00+08:00") > 0);
    assertEquals(0, missedAsOf("2020-02-12T21:59:59+08:00"));
  }

  @Test
  void nothingIsMissedOnTheDaysIsolationStartsAndEnds() {
    missedAsOf("2020-02-10T23:00:00+08:00");
    assertEquals(0, missedAsOf("2020-02-10T23:00:00+08:00"));
  }

  @Test
  void theClockFlagsARoundAndIsDoneWithIt() throws SQLException {
    theClockLooks("2020-02-15T22:00:00+08:00");
    assertEquals(4, missedOf(order));

    UUID toldLate = Caller.person(tokens, "street-wuyangba").orders(EventIds.next());
    guardian.starts(toldLate);
    theClockLooks("2020-02-15T22:01:00+08:00");
    assertEquals(0, missedOf(toldLate));
    theClockLooks("2020-02-16T12:00:00+08:00");
    assertEquals(1, missedOf(toldLate));
    assertEquals(5, missedOf(order));

    missedAsOf("2020-02-15T22:00:00+08:00");
    assertEquals(5, missedOf(toldLate));
  }

  private void theClockLooks(String time) {
    missedChecks.byTheClock(OffsetDateTime.parse(time).toInstant()).await().atMost(PATIENCE);
  }

  private int missedOf(UUID order) throws SQLException {
    try (var connection = database.connect();
        var missed =
            connection.prepareStatement(
                "select count(*) from fact where type like '%HealthCheckMissed%' and stream like ?")) {
      missed.setString(1, "%" + order);
      try (var row = missed.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private int missedAsOf(String time) {
    return operator
        .post(Map.of("asOf", time), "/admin/sweeps/checks-missed")
        .statusCode(200)
        .extract()
        .path("done");
  }

  @Test
  void aThermometersSystemTellsChecksAsEvents() {
    Map<String, Object> good = made("2020-02-12", 36.5);
    Map<String, Object> again = made("2020-02-12", 36.5);
    Map<String, Object> other = made("2020-02-12", 36.7);
    Map<String, Object> hot = made("2020-02-13", 366);
    Map<String, Object> anotherDay = made("2020-02-13", 36.5);
    anotherDay.put("time", "2020-02-14T08:00:00+08:00");

    Caller.machine(tokens, "integrator-hospital")
        .tells(List.of(good, again, other, hot, anotherDay))
        .statusCode(200)
        .body(
            "results.status", contains("ACCEPTED", "DUPLICATE", "REJECTED", "REJECTED", "REJECTED"))
        .body(
            "results.code",
            equalTo(
                Arrays.asList(
                    null, null, "SLOT_TAKEN", "TEMPERATURE_OUT_OF_RANGE", "DAY_MISMATCH")));
  }

  @Test
  void aStrandedPersonIsCheckedWithoutAnOrder() {
    Map<String, Object> check = made("2020-02-12", 36.5);
    @SuppressWarnings("unchecked")
    Map<String, Object> data = new HashMap<>((Map<String, Object>) check.get("data"));
    data.remove("order");
    check.put("data", data);

    Caller.machine(tokens, "integrator-hospital")
        .tells(List.of(check))
        .body("accepted", equalTo(1));
  }

  private Map<String, Object> made(String day, double temperature) {
    return Caller.event(
        "HealthChecked",
        day + "T08:00:00+08:00",
        Map.of(
            "order",
            order,
            "person",
            person,
            "day",
            day,
            "slot",
            "MORNING",
            "temperature",
            temperature,
            "dryCough",
            false,
            "otherSymptoms",
            false,
            "needsAsked",
            true));
  }
}
