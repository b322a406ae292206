package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class WorkingForTheCommunityTest {

  private static final String COMMUNITY = "422822101002";

  Tokens tokens;
  Caller city;
  String who;

  @BeforeEach
  void arrive() {
    city = Caller.person(tokens, "city-enshi");
    who = worker(COMMUNITY);
  }

  private String worker(String community) {
    return city.post(
            "/workers",
            Map.of(
                "community",
                community,
                "kind",
                "VOLUNTEER",
                "partyMember",
                true,
                "time",
                "2020-01-10T08:00:00+08:00"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Map<String, Object> enlisting(String account) {
    return Map.of("community", Caller.YAOWAN, "kind", "CADRE", "account", account);
  }

  /** Whoever logs in asks with the subject of their own token who they are, and then for theirs. */
  @Test
  void whoLogsInFindsWhatIsTheirs() throws IOException {
    Caller cadre = Caller.person(tokens, "cadre-yaowan");
    String[] token = tokens.of("cadre-yaowan").split("\\.");
    String subject =
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token[1])).path("sub").asText();
    String me =
        cadre
            .post("/workers", Map.of("community", Caller.YAOWAN, "kind", "CADRE"))
            .statusCode(201)
            .body("account", nullValue())
            .extract()
            .path("id");
    cadre.get("/workers?account=" + subject).statusCode(200).body("$", hasSize(0));
    cadre
        .post("/workers/" + me + "/account", Map.of("account", subject))
        .statusCode(200)
        .body("account", equalTo(subject))
        .header("ETag", equalTo("\"2\""));
    cadre.get("/workers?account=" + subject + "&onDuty=true").body("id", equalTo(List.of(me)));

    String household = cadre.household();
    cadre
        .post("/responsibility/assignments", Map.of("cadre", me, "households", List.of(household)))
        .statusCode(200);
    String task =
        cadre
            .post("/tasks", Map.of("worker", me, "kind", "CARE", "due", "2999-01-01T00:00:00Z"))
            .statusCode(201)
            .extract()
            .path("id");
    cadre.get("/responsibility/households?cadre=" + me).body("household", contains(household));
    cadre.get("/tasks?worker=" + me).body("id", contains(task));
    cadre.get("/shifts?worker=" + me).statusCode(200);
    cadre.get("/attendances?worker=" + me).statusCode(200);
    cadre.get("/points-entries?worker=" + me).statusCode(200);
    cadre
        .post("/workers/" + me + "/stand-down", Map.of("leaveOpen", true))
        .statusCode(200)
        .body("account", equalTo(subject));
    cadre.get("/workers?account=" + subject + "&onDuty=true").body("$", hasSize(0));
  }

  @Test
  void nobodyLogsInAsTwoWorkersOnDuty() {
    Caller cadre = Caller.person(tokens, "cadre-yaowan");
    String account = Caller.unknown();
    String first = cadre.post("/workers", enlisting(account)).statusCode(201).extract().path("id");
    refused(cadre.post("/workers", enlisting(account)), 409, "ACCOUNT_TAKEN");
    String second =
        cadre.post("/workers", enlisting(Caller.unknown())).statusCode(201).extract().path("id");
    String path = "/workers/" + second + "/account";
    refused(cadre.edit(path, 2, Map.of("account", account)), 409, "ACCOUNT_TAKEN");
    refused(cadre.post(path, Map.of()), 428, "VERSION_REQUIRED");
    refused(cadre.edit(path, 1, Map.of()), 412, "VERSION_CHANGED");
    refused(cadre.post(path, Map.of("account", "a name")), 400, "MALFORMED_JSON");
    refused(
        Caller.person(tokens, "cadre-guanpo").post(path, Map.of("account", Caller.unknown())),
        404,
        "NO_SUCH_WORKER");

    cadre.post("/workers/" + first + "/stand-down").statusCode(200);
    refused(cadre.edit("/workers/" + first + "/account", 3, Map.of()), 409, "WORKER_NOT_ON_DUTY");
    cadre.edit(path, 2, Map.of("account", account)).statusCode(200);
    cadre.get("/workers?account=" + account).body("id", containsInAnyOrder(first, second));
  }

  private static void refused(ValidatableResponse answer, int status, String code) {
    answer.statusCode(status).body("code", equalTo(code));
  }

  private static String at(int day, int hour) {
    return "2020-02-%02dT%02d:00:00+08:00".formatted(day, hour);
  }

  private String task(String kind) {
    return city.post(
            "/tasks", Map.of("worker", who, "kind", kind, "due", at(10, 18), "time", at(10, 8)))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private void done(String task, int minutes) {
    city.post("/tasks/" + task + "/completion", Map.of("minutes", minutes, "time", at(10, 12)))
        .statusCode(200)
        .body("state", equalTo("DONE"));
  }

  @Test
  void aTaskThatIsDoneEarnsPointsWhoseEveryEntryIsTraceable() {
    String task = task("DISINFECTION");
    city.get("/workers/" + who).body("openTasks", equalTo(1));
    done(task, 120);
    done(task, 120);

    city.get("/workers/" + who)
        .body("openTasks", equalTo(0))
        .body("tasksDone", equalTo(1))
        .body("taskMinutes", equalTo(120))
        .body("pointsEarned", equalTo(8))
        .body("pointsBalance", equalTo(8));
    city.get("/points-entries?worker=" + who + "&division=" + COMMUNITY)
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].task", equalTo(task))
        .body("[0].points", equalTo(8))
        .body("[0].balance", equalTo(8))
        .body("[0].stream", equalTo("points-" + who))
        .body("[0].version", equalTo(1));
  }

  @Test
  void pointsAreSpentAndCorrectedAndNeverOverdrawn() {
    done(task("TESTING"), 180);
    String spendings = "/workers/" + who + "/points-spendings";
    city.post(spendings, Map.of("points", 12, "goods", "FOOD", "time", at(11, 9)))
        .statusCode(409)
        .body("code", equalTo("BALANCE_TOO_LOW"));
    city.request()
        .header("Idempotency-Key", "goods-" + who)
        .contentType("application/json")
        .body(Map.of("points", 5, "goods", "FOOD", "time", at(11, 9)))
        .post(spendings)
        .then()
        .statusCode(201)
        .body("balance", equalTo(6));
    city.request()
        .header("Idempotency-Key", "goods-" + who)
        .contentType("application/json")
        .body(Map.of("points", 5, "goods", "FOOD", "time", at(11, 9)))
        .post(spendings)
        .then()
        .statusCode(201)
        .body("balance", equalTo(6));
    city.post(
            "/decisions/workers/" + who + "/points-corrections",
            Map.of("points", -6, "reason", "BOOKED_IN_ERROR", "time", at(12, 9)))
        .statusCode(201)
        .body("balance", equalTo(0));
    city.post(
            "/decisions/workers/" + who + "/points-corrections",
            Map.of("points", -1, "reason", "MISUSE", "time", at(12, 9)))
        .statusCode(409);
    city.post(
            "/decisions/workers/" + who + "/points-corrections",
            Map.of("points", 0, "reason", "MISUSE"))
        .statusCode(422)
        .body("code", equalTo("NOTHING_TO_BOOK"));

    List<Integer> points =
        city.get("/points-entries?sort=OLDEST&worker=" + who + "&division=" + COMMUNITY)
            .extract()
            .path("points");
    assertThat(points).containsExactly(11, -5, -6);
    city.get("/workers/" + who)
        .body("pointsBalance", equalTo(0))
        .body("pointsEarned", equalTo(11))
        .body("pointsSpent", equalTo(5));
    city.get("/points-rules").statusCode(200).body("$", hasSize(9));
  }

  @Test
  void tasksAreListedByWhatSomebodyAsksFor() {
    String open = task("DELIVERY");
    String cancelled = task("PATROL");
    city.post(
            "/tasks/" + cancelled + "/cancellation",
            Map.of("reason", "NOT_NEEDED", "time", at(10, 9)))
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
    city.get("/tasks?worker=" + who + "&state=OPEN&division=" + COMMUNITY)
        .body("id", equalTo(List.of(open)));
    city.get("/tasks?worker=" + who + "&kind=PATROL&division=" + COMMUNITY)
        .body("id", equalTo(List.of(cancelled)));
    city.get("/tasks/" + open).statusCode(200).body("points", nullValue());
    city.post("/tasks/" + cancelled + "/completion", Map.of("minutes", 5, "time", at(10, 10)))
        .statusCode(409)
        .body("code", equalTo("TASK_CANCELLED"));
    city.post("/tasks/" + open + "/completion", Map.of("minutes", 0)).statusCode(422);
    city.post("/tasks/" + UUID.randomUUID() + "/completion", Map.of("minutes", 5)).statusCode(404);
    city.post("/tasks", Map.of("worker", UUID.randomUUID(), "kind", "CARE", "due", at(10, 9)))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_WORKER"));
    city.post("/tasks", Map.of("worker", who, "kind", "CARE", "due", at(10, 9), "time", at(10, 10)))
        .statusCode(422)
        .body("code", equalTo("DUE_BEFORE_ASSIGNED"));
    Caller.person(tokens, "cadre-yaowan").get("/tasks/" + open).statusCode(404);
  }

  @Test
  void aTaskSaysForWhomAndWhereItIs() {
    String household = city.household(COMMUNITY);
    String place = place(COMMUNITY);
    String task =
        city.post("/tasks", errand(household, place))
            .statusCode(201)
            .body("household", equalTo(household))
            .body("place", equalTo(place))
            .extract()
            .path("id");
    city.get("/tasks?household=" + household)
        .body("id", contains(task))
        .body("[0].place", equalTo(place));
    city.get("/tasks?place=" + place + "&state=OPEN").body("id", contains(task));
    city.get("/tasks?household=" + city.household(COMMUNITY)).body("$", hasSize(0));

    String unknown = Caller.unknown();
    refused(city.post("/tasks", errand(unknown, place)), 422, "HOUSEHOLD_NOT_HERE");
    refused(
        city.post("/tasks", errand(city.household("422822101004"), place)),
        422,
        "HOUSEHOLD_NOT_HERE");
    refused(city.post("/tasks", errand(household, unknown)), 422, "PLACE_NOT_HERE");
    refused(city.post("/tasks", errand(household, place("422822101004"))), 422, "PLACE_NOT_HERE");
    city.post("/places/" + place + "/closing").statusCode(200);
    refused(city.post("/tasks", errand(household, place)), 422, "PLACE_NOT_HERE");
    String gone = city.household(COMMUNITY);
    city.post("/households/" + gone + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    refused(city.post("/tasks", errand(gone, place(COMMUNITY))), 409, "HOUSEHOLD_CLOSED");
  }

  private Map<String, Object> errand(String household, String place) {
    return Map.of(
        "worker",
        who,
        "kind",
        "DISINFECTION",
        "due",
        "2999-01-01T00:00:00Z",
        "household",
        household,
        "place",
        place);
  }

  private String place(String community) {
    return city.post(
            "/places",
            Map.of("community", community, "kind", "BUILDING", "name", "B" + System.nanoTime()))
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A gate where one is on duty every day. */
  private ValidatableResponse gate(String community, String from, String until) {
    return city.post(
            "/duty-posts",
            Map.of(
                "community",
                community,
                "kind",
                "GATE",
                "from",
                from,
                "until",
                until,
                "workers",
                1,
                "time",
                at(1, 8)))
        .statusCode(201);
  }

  @Test
  void aRosterShowsWhoIsWhereAndWhereNobodyIs() {
    String community = "422822101004";
    String li = worker(community);
    String gate = gate(community, "00:00", "00:00").extract().path("id");
    Map<String, Object> early =
        Map.of("worker", li, "post", gate, "from", at(10, 0), "until", at(10, 8), "time", at(9, 8));
    String shift = city.post("/shifts", early).statusCode(201).extract().path("id");
    city.post("/shifts", early).statusCode(409).body("code", equalTo("SHIFT_OVERLAPS"));
    city.post(
            "/shifts",
            Map.of(
                "worker", worker(COMMUNITY), "post", gate, "from", at(10, 8), "until", at(10, 16)))
        .statusCode(409)
        .body("code", equalTo("POST_OF_ANOTHER_COMMUNITY"));
    city.post("/shifts", Map.of("worker", li, "post", gate, "from", at(10, 8), "until", at(10, 8)))
        .statusCode(422);

    city.get("/rosters/" + community + "/2020-02-10")
        .statusCode(200)
        .body("shifts.id", equalTo(List.of(shift)))
        .body("gaps", hasSize(1))
        .body("gaps[0].post", equalTo(gate))
        .body("gaps[0].from", equalTo("2020-02-10T00:00:00Z"))
        .body("gaps[0].until", equalTo("2020-02-10T16:00:00Z"))
        .body("gaps[0].missing", equalTo(1));
    city.edit("/shifts/" + shift + "/calling-off", 99, Map.of("time", at(9, 9)))
        .statusCode(412)
        .body("code", equalTo("VERSION_CHANGED"));
    city.post("/shifts/" + shift + "/calling-off", Map.of("time", at(9, 9)))
        .statusCode(200)
        .body("calledOff", equalTo(true));
    city.get("/rosters/" + community + "/2020-02-10")
        .body("shifts", hasSize(0))
        .body("gaps[0].from", equalTo("2020-02-09T16:00:00Z"));
    city.get("/shifts?worker=" + li + "&calledOff=true&division=" + community)
        .body("$", hasSize(1));

    city.post("/duty-posts/" + gate + "/closing").statusCode(200).body("closed", equalTo(true));
    city.get("/rosters/" + community + "/2020-02-10").body("gaps", hasSize(0));
    city.post("/shifts", early).statusCode(409).body("code", equalTo("POST_CLOSED"));
    city.get("/duty-posts?closed=true&division=" + community).body("[0].from", equalTo("00:00"));
    city.post(
            "/duty-posts",
            Map.of(
                "community",
                community,
                "kind",
                "GATE",
                "from",
                "24:00",
                "until",
                "00:00",
                "workers",
                1))
        .statusCode(422);
  }

  @Test
  void aPostIsStaffedUntilMidnightOrThroughTheNight() {
    String community = "422822101007";
    for (String until : List.of("24:00", "06:00")) {
      gate(community, "22:00", until).body("until", equalTo(until.replace("24", "00")));
    }
    city.get("/rosters/" + community + "/2020-02-10")
        .statusCode(200)
        .body("gaps.from", equalTo(List.of("2020-02-10T14:00:00Z", "2020-02-10T14:00:00Z")))
        .body("gaps.until", containsInAnyOrder("2020-02-10T16:00:00Z", "2020-02-10T22:00:00Z"));
  }

  @Test
  void aPostIsAtAnOpenPlaceOfItsCommunity() {
    String place = place(COMMUNITY);
    city.post("/duty-posts", desk(place)).statusCode(201).body("place", equalTo(place));
    refused(city.post("/duty-posts", desk(Caller.unknown())), 422, "PLACE_NOT_HERE");
    refused(city.post("/duty-posts", desk(place("422822101004"))), 422, "PLACE_NOT_HERE");
    city.post("/places/" + place + "/closing").statusCode(200);
    refused(city.post("/duty-posts", desk(place)), 422, "PLACE_NOT_HERE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GATE", "ISOLATION_SITE"})
  void aPostAtAGateOrAnIsolationSiteHasTheIdThatItsOwnServiceKnows(String kind) {
    String known = Caller.unknown();
    city.post("/duty-posts", post(kind, known)).statusCode(201).body("place", equalTo(known));
  }

  private static Map<String, Object> desk(String place) {
    return post("OFFICE", place);
  }

  private static Map<String, Object> post(String kind, String place) {
    return Map.of(
        "community",
        COMMUNITY,
        "kind",
        kind,
        "place",
        place,
        "from",
        "08:00",
        "until",
        "20:00",
        "workers",
        1);
  }

  @Test
  void hoursOnDutyAreLoggedOnceAndStruckWhenWrong() {
    Map<String, Object> morning = Map.of("worker", who, "from", at(10, 8), "until", at(10, 12));
    String logged = city.post("/attendances", morning).statusCode(201).extract().path("id");
    city.post("/attendances", morning).statusCode(409).body("code", equalTo("ATTENDANCE_OVERLAPS"));
    city.get("/workers/" + who).body("attendanceMinutes", equalTo(240));
    city.edit("/attendances/" + logged + "/striking", 99, Map.of())
        .statusCode(412)
        .body("code", equalTo("VERSION_CHANGED"));
    city.post("/attendances/" + logged + "/striking").statusCode(200).body("struck", equalTo(true));
    city.post("/attendances/" + logged + "/striking").statusCode(200);
    city.get("/workers/" + who).body("attendanceMinutes", equalTo(0));
    city.get("/attendances?worker=" + who + "&division=" + COMMUNITY)
        .body("[0].minutes", equalTo(240));
    city.post("/attendances", Map.of("worker", who, "from", at(10, 12), "until", at(10, 11)))
        .statusCode(422)
        .body("code", equalTo("ATTENDANCE_WITHOUT_LENGTH"));
    city.post(
            "/attendances",
            Map.of("worker", who, "from", at(10, 12), "until", "2999-01-01T00:00:00Z"))
        .statusCode(422)
        .body("code", equalTo("TIME_IN_FUTURE"));
  }

  @Test
  void whoDidMostComesFirst() {
    String community = "422822101005";
    who = worker(community);
    done(task("TESTING"), 300);
    String best = who;
    who = worker(community);
    done(task("PUBLICITY"), 60);
    String next = who;
    String idle = worker(community);
    String path = "/workers/ranking?division=" + community;

    city.get(path).statusCode(200).body("id", equalTo(List.of(best, next, idle)));
    city.get(path + "&limit=1&after=" + best).body("id", equalTo(List.of(next)));
    city.get(path + "&by=TASK_MINUTES&kind=CADRE").body("$", hasSize(0));
    city.get(path + "&by=BEAUTY").statusCode(400);
    city.get(path + "&after=" + Caller.unknown())
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_CURSOR"));

    for (String division : List.of("422822101000", "422822000000", "422800000000")) {
      assertThat(city.pages("/workers/ranking?division=" + division, 100, "id"))
          .doesNotHaveDuplicates()
          .isSortedAccordingTo(
              Comparator.comparing((Map<String, Object> row) -> (Integer) row.get("pointsEarned"))
                  .thenComparing(row -> String.valueOf(row.get("id")))
                  .reversed())
          .extracting(row -> row.get("id"))
          .containsSubsequence(best, next, idle);
    }
  }

  @Test
  void whoStandsDownHasNothingLeftToDo() {
    String task = task("CARE");
    city.post("/workers/" + who + "/stand-down", Map.of("time", at(10, 9)))
        .statusCode(200)
        .body("onDuty", equalTo(false))
        .body("openTasks", equalTo(0));
    city.get("/tasks/" + task).body("state", equalTo("CANCELLED"));
    city.get("/workers/" + who).body("openTasks", equalTo(0)).body("tasksDone", equalTo(0));
    city.post("/tasks", Map.of("worker", who, "kind", "CARE", "due", at(11, 9), "time", at(11, 8)))
        .statusCode(409)
        .body("code", equalTo("WORKER_NOT_ON_DUTY"));
  }
}
