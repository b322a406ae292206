package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ScreeningInRoundsTest {

  private static final String XIANFENG = "422826000000";

  Tokens tokens;
  PostgresPart.Database database;
  Caller officer;

  @BeforeEach
  void arrive() {
    officer = Caller.person(tokens, "city-enshi");
  }

  private ValidatableResponse open(String community) {
    return officer.post("/screening-rounds", Map.of("community", community));
  }

  private String opened(String community) {
    return open(community).statusCode(201).extract().path("id");
  }

  private ValidatableResponse visit(String household, Map<String, Object> visit) {
    return officer.post("/households/" + household + "/visits", visit);
  }

  private void screen(String household, int people) {
    visit(household, Map.of("outcome", "SCREENED", "people", people)).statusCode(200);
  }

  private ValidatableResponse close(String round) {
    return officer.post("/screening-rounds/" + round + "/closing");
  }

  private ValidatableResponse round(String round) {
    return officer.get("/screening-rounds/" + round).statusCode(200);
  }

  private ValidatableResponse missing(String round) {
    return officer.get("/screening-rounds/" + round + "/missing").statusCode(200);
  }

  @Test
  void aRoundGoesOnUntilNoHouseholdAndNoPersonIsLeftOut() throws SQLException {
    String community = "422826100001";
    String full = officer.household(community);
    List<String> family = officer.residentsOf(full, 3);
    String away = officer.household(community);
    List<String> couple = officer.residentsOf(away, 2);
    String silent = officer.household(community);
    officer.residentsOf(silent, 1);

    ValidatableResponse opening = open(community).statusCode(201);
    String round = opening.extract().path("id");
    opening
        .body("number", equalTo(1))
        .body("open", equalTo(true))
        .body("coverage.households", equalTo(3))
        .body("coverage.people", equalTo(6))
        .body("coverage.toVisit", equalTo(3))
        .body("coverage.peopleAccounted", equalTo(0));
    open(community).statusCode(409).body("code", equalTo("SCREENING_ROUND_OPEN"));

    // Whatever number somebody writes, the visit counts in the round that is open.
    visit(
            full,
            Map.of(
                "round", 7, "outcome", "SCREENED", "people", 2, "missing", List.of(family.get(0))))
        .statusCode(200)
        .body("round", equalTo(1));
    visit(away, Map.of("outcome", "NOBODY_HOME")).statusCode(200);
    visit(silent, Map.of("outcome", "REFUSED")).statusCode(200);
    round(round)
        .body("coverage.householdsAccounted", equalTo(1))
        .body("coverage.peopleAccounted", equalTo(2))
        .body("coverage.householdsScreened", equalTo(1))
        .body("coverage.peopleScreened", equalTo(2))
        .body("coverage.peopleMissing", equalTo(1))
        .body("coverage.nobodyHome", equalTo(1))
        .body("coverage.refused", equalTo(1))
        .body("coverage.toVisit", equalTo(0));
    missing(round)
        .body("household", containsInAnyOrder(full, away, silent))
        .body("find { it.household == '" + full + "' }.standing", equalTo("SCREENED"))
        .body("find { it.household == '" + full + "' }.residents", contains(family.get(0)))
        .body("find { it.household == '" + away + "' }.standing", equalTo("NOBODY_HOME"))
        .body(
            "find { it.household == '" + away + "' }.residents",
            containsInAnyOrder(couple.toArray()));
    close(round)
        .statusCode(409)
        .body("code", equalTo("NOT_EVERYBODY_ACCOUNTED_FOR"))
        .body("households", equalTo(2))
        .body("people", equalTo(1));

    officer
        .post(
            "/households/" + full + "/reached-occupants",
            Map.of("residents", List.of(family.get(0)), "whereabouts", "AT_HOME"))
        .statusCode(200);
    visit(away, Map.of("outcome", "REACHED_ELSEWHERE", "whereabouts", "OTHER_CITY"))
        .statusCode(200);
    missing(round).body("household", contains(silent));
    officer
        .post(
            "/screening-rounds/" + round + "/excuses",
            Map.of("households", List.of(silent), "reason", "REFUSED_AND_REPORTED"))
        .statusCode(200)
        .body("coverage.householdsExcused", equalTo(1))
        .body("coverage.peopleExcused", equalTo(1))
        .body("coverage.peopleMissing", equalTo(0))
        .body("coverage.peopleAccounted", equalTo(5));
    missing(round).body("$", hasSize(0));

    close(round).statusCode(200).body("open", equalTo(false));
    close(round).statusCode(200);
    assertThat(sealed(round))
        .contains("\"households\":3", "\"people\":6", "\"missed\":1", "\"number\":1");
    open(community).statusCode(201).body("number", equalTo(2));
  }

  private String sealed(String round) throws SQLException {
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select data from event where stream = 'screening-round-"
                        + round
                        + "' and type like '%ScreeningRoundClosed.v1'")) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void whoIsMissingByNameIsExcusedByName() {
    String community = "422826100002";
    String home = officer.household(community);
    List<String> family = officer.residentsOf(home, 2);
    String round = opened(community);
    visit(home, Map.of("outcome", "SCREENED", "people", 1, "missing", List.of(family.get(1))))
        .statusCode(200);
    String excuses = "/screening-rounds/" + round + "/excuses";
    officer
        .post(excuses, Map.of("residents", List.of(family.get(0)), "reason", "IN_HOSPITAL"))
        .statusCode(409)
        .body("code", equalTo("NOT_TO_BE_EXCUSED"));
    officer
        .post(excuses, Map.of("households", List.of(home), "reason", "IN_HOSPITAL"))
        .statusCode(409)
        .body("code", equalTo("NOT_TO_BE_EXCUSED"));
    officer
        .post(excuses, Map.of("residents", List.of(family.get(1)), "reason", "IN_HOSPITAL"))
        .statusCode(200)
        .body("coverage.peopleMissing", equalTo(0))
        .body("coverage.peopleExcused", equalTo(1))
        .body("coverage.peopleAccounted", equalTo(1));
    // Found after all.
    officer
        .post(
            "/households/" + home + "/reached-occupants",
            Map.of("residents", List.of(family.get(1)), "whereabouts", "IN_HOSPITAL"))
        .statusCode(200);
    round(round)
        .body("coverage.peopleExcused", equalTo(0))
        .body("coverage.peopleAccounted", equalTo(2));
    close(round).statusCode(200);
  }

  @Test
  void whoeverComesOntoTheRegisterWhileARoundIsOpenJoinsIt() throws SQLException {
    String community = "422826100003";
    String round = opened(community);
    round(round).body("coverage.households", equalTo(0));
    String household;
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      // Nobody can count them meanwhile.
      other
          .createStatement()
          .execute("select from screening_round where id = '" + round + "' for no key update");
      household = officer.household(community);
      round(round).body("coverage.households", equalTo(1)).body("coverage.toVisit", equalTo(1));
      assertThat(coverage(community, "households")).isEqualTo(1);
      other.rollback();
    }
    missing(round).body("household", contains(household));
    close(round).statusCode(409).body("households", equalTo(1));
    screen(household, 2);
    close(round).statusCode(200);
  }

  @Test
  void whoeverComesToLiveInAHouseholdIsOfTheRoundAndWhoeverLeavesIsNot() {
    String community = "422826100208";
    String settled = officer.household(community);
    String unsettled = officer.household(community);
    List<String> couple = officer.residentsOf(settled, 2);
    String round = opened(community);
    visit(settled, Map.of("outcome", "SCREENED", "people", 1, "missing", List.of(couple.get(0))))
        .statusCode(200);

    // Whoever is met where everybody was is accounted for, and behind a closed door nobody is.
    officer.residentsOf(settled, 1);
    List<String> family = officer.residentsOf(unsettled, 3);
    people(round, 6, 2, 1);
    missing(round)
        .body(
            "find { it.household == '" + unsettled + "' }.residents",
            containsInAnyOrder(family.toArray()));

    String late = officer.household(community);
    family.addAll(officer.residentsOf(late, 1));
    people(round, 7, 2, 1);

    officer.post("/residents/" + family.get(0) + "/departure").statusCode(200);
    people(round, 6, 2, 1);
    officer
        .edit("/residents/" + family.get(1) + "/move", 1, Map.of("household", settled))
        .statusCode(200);
    people(round, 6, 3, 1);
    officer.post("/residents/" + couple.get(0) + "/departure").statusCode(200);
    people(round, 5, 3, 0);

    close(round).statusCode(409).body("households", equalTo(2)).body("people", equalTo(0));
    officer
        .post(
            "/screening-rounds/" + round + "/excuses",
            Map.of("households", List.of(unsettled), "reason", "REFUSED_AND_REPORTED"))
        .statusCode(200);
    officer.residentsOf(unsettled, 1);
    round(round).body("coverage.peopleExcused", equalTo(2));
    screen(late, 1);
    people(round, 6, 4, 0);
    close(round).statusCode(200);
  }

  @Test
  void whoeverDiesIsNobodyToVisitAnyMore() {
    String community = "422826100214";
    String household = officer.household(community);
    String dead = officer.residentsOf(household, 2).get(0);
    String round = opened(community);
    visit(household, Map.of("outcome", "SCREENED", "people", 1, "missing", List.of(dead)))
        .statusCode(200);
    people(round, 2, 1, 1);

    String known =
        officer
            .post("/cases", Map.of("resident", dead, "caseClass", "CONFIRMED"))
            .statusCode(201)
            .extract()
            .path("id");
    officer.post("/decisions/cases/" + known + "/death").statusCode(200);
    people(round, 1, 1, 0);
    close(round).statusCode(200);
    people(opened(community), 1, 0, 0);
  }

  private void people(String round, int all, int accounted, int missing) {
    round(round)
        .body("coverage.people", equalTo(all))
        .body("coverage.peopleAccounted", equalTo(accounted))
        .body("coverage.peopleMissing", equalTo(missing));
  }

  @Test
  void whoeverHasJustComeIsCountedBeforeARoundIsClosed() throws SQLException {
    String community = "422826100210";
    String home = officer.household(community);
    officer.residentsOf(home, 1);
    String round = opened(community);
    screen(home, 1);
    // As if they had just come, and nobody had counted them yet.
    execute(
        "insert into screening_growth (round, households, people, people_unsettled) values ('"
            + round
            + "', 1, 2, 2)");
    close(round).statusCode(409).body("households", equalTo(1));
  }

  @Test
  void aRoundThatIsClosedStaysAsItWasClosed() throws SQLException {
    String community = "422826100211";
    String home = officer.household(community);
    officer.residentsOf(home, 1);
    String round = opened(community);
    screen(home, 1);
    close(round).statusCode(200);
    execute("insert into screening_growth (round, people) values ('" + round + "', 1)");
    Caller.person(tokens, "operator")
        .post("/admin/sweeps/growth-of-rounds", Map.of("asOf", Instant.now().toString()))
        .statusCode(200);
    await().until(() -> !stillToCount(round));
    people(round, 1, 1, 0);
  }

  private boolean stillToCount(String round) throws SQLException {
    try (var connection = database.connect();
        var query = connection.createStatement();
        var rows =
            query.executeQuery("select from screening_growth where round = '" + round + "'")) {
      return rows.next();
    }
  }

  @Test
  void whoeverCameInTheMomentTheRoundWasOpenedIsTakenIn() throws SQLException {
    String community = "422826100209";
    String seen = officer.household(community);
    officer.residentsOf(seen, 2);
    String unseen = officer.household(community);
    officer.residentsOf(unseen, 3);
    String round = opened(community);
    // As if neither had seen the other.
    execute("delete from screening_household where household = '" + unseen + "'");
    execute("update screening_household set people = 1 where household = '" + seen + "'");
    execute(
        "update screening_round set households = 1, people = 1, people_unsettled = 1 where id = '"
            + round
            + "'");
    close(round).statusCode(409).body("households", equalTo(2));
    people(round, 5, 0, 0);
    screen(seen, 2);
    execute("delete from screening_household where household = '" + unseen + "'");
    execute(
        "update screening_round set households = 1, people = 2, people_unsettled = 0 where id = '"
            + round
            + "'");
    screen(unseen, 3);
    people(round, 5, 5, 0);
    close(round).statusCode(200);
  }

  @Test
  void whoeverWasClosedInTheMomentTheRoundWasOpenedIsLetGo() throws SQLException {
    String community = "422826100212";
    String lived = officer.household(community);
    String closed = officer.household(community);
    officer.post("/households/" + closed + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    String round = opened(community);
    // As if neither had seen the other.
    execute(
        "insert into screening_household (round, household, people, standing) values ('"
            + round
            + "', '"
            + closed
            + "', 1, 'TO_VISIT')");
    execute(
        "update screening_round set households = 2, people = 1, people_unsettled = 1 where id = '"
            + round
            + "'");
    screen(lived, 0);
    close(round).statusCode(200);
    round(round).body("coverage.households", equalTo(1));
    people(round, 0, 0, 0);
  }

  private void execute(String statement) throws SQLException {
    try (var connection = database.connect();
        var change = connection.createStatement()) {
      change.execute(statement);
    }
  }

  @Test
  void aHouseholdThatIsClosedIsSoughtNoLonger() {
    String community = "422826100004";
    String empty = officer.household(community);
    String lived = officer.household(community);
    String round = opened(community);
    visit(empty, Map.of("outcome", "NOBODY_HOME")).statusCode(200);
    officer
        .post("/households/" + empty + "/closing", Map.of("reason", "EMPTY"))
        .statusCode(200)
        .body("closed", equalTo(true));
    round(round).body("coverage.households", equalTo(1)).body("coverage.nobodyHome", equalTo(0));
    missing(round).body("household", contains(lived));
  }

  @Test
  void numbersGoOnAfterRoundsThatWereNeverOpened() {
    String community = "422826100005";
    String household = officer.household(community);
    visit(household, Map.of("outcome", "SCREENED", "people", 2))
        .statusCode(422)
        .body("code", equalTo("ROUND_MISSING"));
    visit(household, Map.of("round", 4, "outcome", "SCREENED", "people", 2)).statusCode(200);
    open(community).statusCode(201).body("number", equalTo(5));
  }

  @Test
  void whatWasVisitedBeforeTheRoundBeganIsNotOfIt() {
    String community = "422826100206";
    String household = officer.household(community);
    String round = opened(community);
    visit(household, Map.of("round", 1, "outcome", "REFUSED", "time", "2020-02-10T09:00:00+08:00"))
        .statusCode(200);
    round(round).body("coverage.refused", equalTo(0));
  }

  @Test
  void theMissingAreListedPageByPage() {
    String community = "422826100207";
    List<String> households = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      households.add(officer.household(community));
    }
    String round = opened(community);
    List<String> listed = new ArrayList<>();
    String after = "";
    List<String> page;
    do {
      page =
          officer
              .get("/screening-rounds/" + round + "/missing?limit=2" + after)
              .statusCode(200)
              .extract()
              .path("household");
      listed.addAll(page);
      after = page.isEmpty() ? "" : "&after=" + page.get(page.size() - 1);
    } while (!page.isEmpty());
    assertThat(listed).containsExactlyInAnyOrderElementsOf(households);

    visit(households.get(0), Map.of("outcome", "NOBODY_HOME")).statusCode(200);
    visit(households.get(1), Map.of("outcome", "REFUSED")).statusCode(200);
    visit(households.get(2), Map.of("outcome", "NOBODY_HOME")).statusCode(200);
    assertThat(missing(round, "NOBODY_HOME"))
        .containsExactlyInAnyOrder(households.get(0), households.get(2));
    assertThat(missing(round, "REFUSED")).containsExactly(households.get(1));
    assertThat(missing(round, "TO_VISIT"))
        .containsExactlyInAnyOrderElementsOf(households.subList(3, 5));
    assertThat(missing(round, "SCREENED")).isEmpty();
    officer.get("/screening-rounds/" + round + "/missing?standing=EXCUSED").statusCode(400);
  }

  private List<String> missing(String round, String standing) {
    return officer
        .get("/screening-rounds/" + round + "/missing?standing=" + standing)
        .statusCode(200)
        .extract()
        .path("household");
  }

  @Test
  void everyDivisionSeesTheSumOfItsRounds() {
    String first = "422826101001";
    String second = "422826102001";
    String visited = officer.household(first);
    officer.household(first);
    officer.household(second);
    opened(first);
    opened(second);
    screen(visited, 3);
    int before = coverage("422826101000", "households");
    assertThat(before).isEqualTo(2);
    assertThat(coverage("422826101000", "householdsScreened")).isEqualTo(1);
    assertThat(coverage("422826101000", "peopleScreened")).isEqualTo(3);
    assertThat(coverage(XIANFENG, "households"))
        .isGreaterThanOrEqualTo(before + coverage("422826102000", "households"));
    officer
        .get("/screening-rounds?division=" + first + "&open=true")
        .statusCode(200)
        .body("community", contains(first));
    officer
        .get("/screening-rounds/coverage?division=422826101000&number=1")
        .body("rounds", equalTo(1));
    Caller.person(tokens, "cadre-yaowan")
        .get("/screening-rounds/coverage?division=" + XIANFENG)
        .statusCode(403)
        .body("code", equalTo("OTHER_DIVISION"));
  }

  private int coverage(String division, String figure) {
    return officer
        .get("/screening-rounds/coverage?division=" + division)
        .statusCode(200)
        .extract()
        .path(figure);
  }

  @Test
  void manyVisitsAtOnceAreAllCounted() {
    String community = "422826103001";
    List<String> households = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      households.add(officer.household(community));
    }
    String round = opened(community);
    CompletableFuture.allOf(
            households.stream()
                .map(household -> CompletableFuture.runAsync(() -> screen(household, 2)))
                .toArray(CompletableFuture[]::new))
        .join();
    round(round)
        .body("coverage.householdsScreened", equalTo(24))
        .body("coverage.peopleScreened", equalTo(48))
        .body("coverage.toVisit", equalTo(0));
  }

  @Test
  void aRoundOfABigCommunityIsOpenedAtOnce() throws SQLException {
    String community = "422826104001";
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into household (id, community, tenure, registered, version, people)"
              + " select gen_random_uuid(), '"
              + community
              + "', 'OWNER', now(), 1, 3 from generate_series(1, 20000)");
    }
    Instant before = Instant.now();
    String round = opened(community);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    round(round)
        .body("coverage.households", equalTo(20_000))
        .body("coverage.people", equalTo(60_000));
    officer
        .get("/screening-rounds/" + round + "/missing?limit=200")
        .statusCode(200)
        .body("$", hasSize(200))
        .body("people", everyItem(equalTo(3)));
  }

  @Test
  void aRepeatedVisitCountsOnce() {
    String community = "422826103200";
    String household = officer.household(community);
    String round = opened(community);
    screen(household, 2);
    screen(household, 2);
    visit(household, Map.of("outcome", "NOBODY_HOME"))
        .statusCode(409)
        .body("code", equalTo("ALREADY_SCREENED"));
    round(round)
        .body("coverage.householdsScreened", equalTo(1))
        .body("coverage.peopleScreened", equalTo(2));
  }

  @ParameterizedTest
  @CsvSource({
    "SCREENED,1,OTHER_CITY,,422,WHEREABOUTS_UNCLEAR",
    "REACHED_ELSEWHERE,0,,,422,WHEREABOUTS_UNCLEAR",
    "NOBODY_HOME,1,,,422,PEOPLE_WITHOUT_SCREENING",
    "SCREENED,,,,422,PEOPLE_NOT_COUNTED",
    "SCREENED,1,,stranger,422,NOT_OF_THIS_HOUSEHOLD",
    "SCREENED,-1,,,422,CONSTRAINT_VIOLATED",
    "HID,0,,,400,MALFORMED_JSON",
  })
  void aVisitThatCannotBeIsRefused(
      String outcome,
      @Nullable Integer people,
      @Nullable String whereabouts,
      @Nullable String stranger,
      int status,
      String code) {
    Map<String, Object> visit = new HashMap<>();
    visit.put("round", 1);
    visit.put("outcome", outcome);
    if (people != null) {
      visit.put("people", people);
    }
    if (whereabouts != null) {
      visit.put("whereabouts", whereabouts);
    }
    if (stranger != null) {
      visit.put("missing", List.of(UUID.randomUUID()));
    }
    visit(officer.household("422826103201"), visit).statusCode(status).body("code", equalTo(code));
  }

  @Test
  void whatIsNotThereOrLiesElsewhereIsNotFound() {
    String round = opened("422826103202");
    Caller yaowan = Caller.person(tokens, "cadre-yaowan");
    for (String path : List.of("", "/missing")) {
      yaowan
          .get("/screening-rounds/" + round + path)
          .statusCode(404)
          .body("code", equalTo("NO_SUCH_SCREENING_ROUND"));
    }
    yaowan
        .post("/screening-rounds/" + round + "/closing")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_SCREENING_ROUND"));
    yaowan
        .post("/screening-rounds", Map.of("community", "422826103202"))
        .statusCode(403)
        .body("code", equalTo("OTHER_DIVISION"));
    officer
        .post(
            "/screening-rounds/" + round + "/excuses",
            Map.of("households", List.of(UUID.randomUUID()), "reason", "MOVED_AWAY"))
        .statusCode(409)
        .body("code", equalTo("NOT_TO_BE_EXCUSED"));
    officer
        .post("/screening-rounds/" + round + "/excuses", Map.of("reason", "MOVED_AWAY"))
        .statusCode(422)
        .body("code", equalTo("NOBODY_TO_EXCUSE"));
    officer
        .post(
            "/households/" + officer.household("422826103202") + "/reached-occupants",
            Map.of("residents", List.of(UUID.randomUUID()), "whereabouts", "AT_HOME"))
        .statusCode(409)
        .body("code", equalTo("NOT_MISSING"));
  }
}
