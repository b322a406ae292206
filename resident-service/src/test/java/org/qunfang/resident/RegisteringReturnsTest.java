package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.qunfang.resident.Caller.YAOWAN;
import static org.qunfang.resident.Caller.idNumber;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/** Who comes back, and what their origin was at the time. */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class RegisteringReturnsTest {

  private static final String RISK_AREAS = "/decisions/risk-areas";

  /** Each test lists divisions of its own: the list is one for all. */
  private static final String SHANGHAI_PUDONG = "310115000000";

  private static final String SHANGHAI_PUDONG_STREET = "310115004000";
  private static final String XIAN = "610100000000";
  private static final String XIAN_YANTA = "610113000000";
  private static final String JILIN = "220200000000";
  private static final String HARBIN = "230100000000";

  Tokens tokens;
  PostgresPart.Database database;
  Caller cadre;
  Caller city;
  LocalDate today;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    city = Caller.person(tokens, "city-enshi");
    today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void whoSaysNoLevelGetsTheOneThatHeldWhenTheyLeft() {
    declare(SHANGHAI_PUDONG, "MEDIUM", "2022-03-01", null);
    String high = declare(SHANGHAI_PUDONG_STREET, "HIGH", "2022-03-10", "2022-03-20");

    cadre
        .get("/risk-areas/at?division=310115004001&on=2022-03-12")
        .statusCode(200)
        .body("level", equalTo("HIGH"))
        .body("by.id", equalTo(high));
    cadre
        .get("/risk-areas/at?division=310115004001&on=2022-03-21")
        .body("level", equalTo("MEDIUM"))
        .body("by.division", equalTo(SHANGHAI_PUDONG));
    cadre
        .get("/risk-areas/at?division=310115004001&on=2022-02-28")
        .body("level", equalTo("LOW"))
        .body("by", nullValue());

    cadre
        .post("/returns", homecoming(Map.of("arrived", "2022-03-21", "departed", "2022-03-20")))
        .statusCode(201)
        .body("originRisk", equalTo("HIGH"))
        .body("listedRisk", equalTo("HIGH"))
        .body("departed", equalTo("2022-03-20"));
    cadre
        .post("/returns", homecoming(Map.of("arrived", "2022-03-21")))
        .statusCode(201)
        .body("originRisk", equalTo("MEDIUM"));
    cadre
        .post("/returns", homecoming(Map.of("arrived", "2022-03-12", "originRisk", "LOW")))
        .statusCode(201)
        .body("originRisk", equalTo("LOW"))
        .body("listedRisk", equalTo("HIGH"));
  }

  private Map<String, Object> homecoming(Map<String, String> told) {
    Map<String, Object> homecoming = new HashMap<>(told);
    homecoming.put("resident", cadre.resident());
    homecoming.putIfAbsent("origin", "310115004001");
    return homecoming;
  }

  private String cameBack(Map<String, String> told) {
    return cadre.post("/returns", homecoming(told)).statusCode(201).extract().path("id");
  }

  private String daysAgo(int days) {
    return today.minusDays(days).toString();
  }

  private String declare(String division, String level, String from, @Nullable String until) {
    Map<String, String> area =
        new HashMap<>(Map.of("division", division, "level", level, "from", from));
    if (until != null) {
      area.put("until", until);
    }
    return city.post(RISK_AREAS, area)
        .statusCode(201)
        .header("Location", containsString("/risk-areas/"))
        .extract()
        .path("id");
  }

  @Test
  void aLevelIsChangedLiftedAndCorrectedAndEveryDayAnswersForItself() {
    String id = declare(XIAN, "HIGH", "2022-01-01", null);
    String medium =
        city.post(
                RISK_AREAS + "/" + id + "/change", Map.of("level", "MEDIUM", "from", "2022-01-15"))
            .statusCode(200)
            .body("from", equalTo("2022-01-15"))
            .extract()
            .path("id");
    city.post(RISK_AREAS + "/" + medium + "/lifting", Map.of("until", "2022-01-31"))
        .statusCode(200)
        .body("until", equalTo("2022-01-31"));
    level(XIAN_YANTA, "2022-01-14", "HIGH");
    level(XIAN_YANTA, "2022-01-15", "MEDIUM");
    level(XIAN_YANTA, "2022-02-01", "LOW");

    Map<String, String> right =
        Map.of("level", "HIGH", "from", "2021-12-23", "until", "2022-01-14");
    refused(city.post(RISK_AREAS + "/" + id + "/correction", right), 428, "VERSION_REQUIRED");
    String tag = cadre.get("/risk-areas/" + id).statusCode(200).extract().header("ETag");
    city.request()
        .header("If-Match", tag)
        .contentType("application/json")
        .body(right)
        .post(RISK_AREAS + "/" + id + "/correction")
        .then()
        .statusCode(200)
        .body("from", equalTo("2021-12-23"));
    level(XIAN_YANTA, "2021-12-23", "HIGH");

    String last = cadre.get("/risk-areas/" + medium).extract().header("ETag");
    city.request()
        .header("If-Match", last)
        .noContentType()
        .post(RISK_AREAS + "/" + medium + "/withdrawal")
        .then()
        .statusCode(200);
    level(XIAN_YANTA, "2022-01-20", "LOW");
    refused(cadre.get("/risk-areas/" + medium), 404, "NO_SUCH_RISK_PERIOD");
    cadre
        .get("/risk-areas?on=2022-01-10&division=610000000000")
        .statusCode(200)
        .body("id", hasItem(id));
    cadre.get("/risk-areas?on=2022-02-10&division=" + XIAN).body("", hasSize(0));
  }

  private void level(String division, String day, String level) {
    cadre
        .get("/risk-areas/at?division=" + division + "&on=" + day)
        .statusCode(200)
        .body("level", equalTo(level));
  }

  @Test
  void theWholeListIsDeclaredAtOnceAndOnceMoreWithoutHarm() {
    List<Map<String, String>> list =
        List.of(
            Map.of("division", "410100000000", "level", "HIGH", "from", "2022-01-01"),
            Map.of("division", "410200000000", "level", "MEDIUM", "from", "2022-01-01"));
    List<String> ids = city.post(RISK_AREAS + "/list", list).statusCode(200).extract().path("id");
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    city.post(RISK_AREAS + "/list", list).statusCode(200).body("id", equalTo(ids));
    List<Map<String, String>> wrong =
        List.of(
            Map.of("division", "410300000000", "level", "HIGH", "from", "2022-01-01"),
            Map.of("division", "410200000000", "level", "HIGH", "from", "2022-01-05"));
    refused(
        city.post(RISK_AREAS + "/list", wrong).body("index", equalTo(1)),
        409,
        "RISK_PERIODS_OVERLAP");
    level("410300000000", "2022-01-05", "LOW");
    List<String> pages =
        cadre.get("/risk-areas?division=410000000000&limit=1").extract().path("division");
    assertThat(pages).containsExactly("410100000000");
    cadre
        .get("/risk-areas?division=410000000000&limit=1&after=" + ids.get(0))
        .body("division", equalTo(List.of("410200000000")));
  }

  @Test
  void theListIsReadByPlaceAndByTime() {
    // Last on the list, and first by its code.
    String last = "630200000000";
    List<String> declared =
        List.of(
            declare("632200000000", "HIGH", "2022-05-01", "2022-05-09"),
            declare("632300000000", "MEDIUM", "2022-05-05", null),
            declare(last, "HIGH", "2022-04-01", null));
    String list = "/risk-areas?division=630000000000";

    assertThat(listed(list)).containsExactly(declared.get(2), declared.get(0), declared.get(1));
    assertThat(listed(list + "&sort=OLDEST")).containsExactlyElementsOf(declared);
    assertThat(listed(list + "&sort=NEWEST")).containsExactlyElementsOf(declared.reversed());
    assertThat(listed(list + "&on=2022-05-09&level=HIGH&sort=OLDEST"))
        .containsExactly(declared.get(0), declared.get(2));
    assertThat(listed(list + "&on=2022-05-10&sort=NEWEST"))
        .containsExactly(declared.get(2), declared.get(1));
    assertThat(listed("/risk-areas?sort=NEWEST")).containsSubsequence(declared.reversed());
  }

  private List<Object> listed(String list) {
    return cadre.pages(list, 2, "id").stream().map(row -> row.get("id")).toList();
  }

  @Test
  void whoCameFromAPlaceThatTurnedOutWorseIsListedForSomebodyToDecide() {
    String id = cameBack(Map.of("origin", "220202000000", "arrived", daysAgo(3)));
    String early = cameBack(Map.of("origin", "220202000000", "arrived", daysAgo(20)));
    cadre.get("/returns/affected?limit=200").body("id", not(hasItem(id)));

    declare(JILIN, "HIGH", daysAgo(30), null);

    cadre
        .get("/returns/affected?limit=200&division=" + YAOWAN)
        .statusCode(200)
        .body("id", hasItem(id))
        .body("id", not(hasItem(early)))
        .body("find { it.id == '" + id + "' }.listedNow", equalTo("HIGH"))
        .body("find { it.id == '" + id + "' }.originRisk", equalTo("LOW"));
    cadre.get("/returns/affected?limit=200&withinDays=30").body("id", hasItem(early));
    Caller.person(tokens, "cadre-guanpo")
        .get("/returns/affected?limit=200")
        .body("id", not(hasItem(id)));
    refused(
        Caller.person(tokens, "cadre-guanpo").get("/returns/affected?division=" + YAOWAN),
        403,
        "OTHER_DIVISION");
  }

  @Test
  void whatSomebodyHasDecidedIsListedNoMoreUntilItGetsWorse() {
    String origin = "220302000000";
    String id = cameBack(Map.of("origin", origin, "arrived", daysAgo(3)));
    refused(cadre.post("/returns/" + id + "/review", Map.of()), 409, "RETURN_NOT_AFFECTED");
    String period = declare(origin, "MEDIUM", daysAgo(9), null);
    affected("", id, true);
    affected("&reviewed=true", id, false);
    refused(
        Caller.person(tokens, "cadre-guanpo").post("/returns/" + id + "/review", Map.of()),
        404,
        "NO_SUCH_RETURN");
    refused(cadre.edit("/returns/" + id + "/review", 1, Map.of()), 412, "VERSION_CHANGED");
    for (int i = 0; i < 2; i++) {
      cadre
          .post("/returns/" + id + "/review", Map.of())
          .statusCode(200)
          .header("ETag", equalTo("\"3\""))
          .body("listedNow", equalTo("MEDIUM"))
          .body("reviewed", notNullValue())
          .body("reviewedBy", notNullValue());
    }
    affected("", id, false);
    affected("&reviewed=true", id, true);

    city.edit(
            RISK_AREAS + "/" + period + "/correction",
            1,
            Map.of("level", "HIGH", "from", daysAgo(9)))
        .statusCode(200);
    affected("", id, true);
    city.edit(RISK_AREAS + "/" + period + "/withdrawal", 2, Map.of()).statusCode(200);
    affected("", id, false);
    cadre.get("/returns/" + id).body("listedNow", nullValue());
  }

  @Test
  void noReturnSlipsThroughWhileTheListIsChanged() {
    String origin = "220322000000";
    List<String> residents = cadre.residents(20);
    Map<String, String> homecoming = Map.of("origin", origin, "arrived", daysAgo(3));
    List<CompletableFuture<String>> coming =
        residents.stream()
            .map(
                resident -> {
                  Map<String, String> own = new HashMap<>(homecoming);
                  own.put("resident", resident);
                  return CompletableFuture.<String>supplyAsync(
                      () -> cadre.post("/returns", own).statusCode(201).extract().path("id"));
                })
            .toList();
    declare(origin, "HIGH", daysAgo(9), null);
    for (CompletableFuture<String> each : coming) {
      JsonPath there = cadre.get("/returns/" + each.join()).extract().jsonPath();
      assertThat(List.of(there.getString("originRisk"), "" + there.getString("listedNow")))
          .contains("HIGH");
    }
  }

  @Test
  void whatNobodyCameToWeighIsWeighedWithTheNextChange() throws SQLException {
    String origin = "220323000000";
    String id = cameBack(Map.of("origin", origin, "arrived", daysAgo(3)));
    declare(origin, "HIGH", daysAgo(9), null);
    try (var connection = database.connect();
        var change = connection.createStatement()) {
      change.execute("update returnee set listed_now = null where id = '" + id + "'");
      change.execute("insert into risk_change values (gen_random_uuid(), '%s')".formatted(origin));
    }
    affected("", id, false);
    declare("220382000000", "MEDIUM", daysAgo(9), null);
    affected("", id, true);
  }

  @Test
  void whoSaysALowerLevelThanTheListIsListedAtOnce() {
    declare("220303000000", "HIGH", daysAgo(9), null);
    String id =
        cameBack(Map.of("origin", "220303000000", "originRisk", "LOW", "arrived", daysAgo(3)));
    affected("", id, true);
  }

  private void affected(String query, String id, boolean there) {
    cadre
        .get("/returns/affected?sort=NEWEST&limit=200" + query)
        .statusCode(200)
        .body("id", there ? hasItem(id) : not(hasItem(id)));
  }

  @Test
  void thoseOfABusAreRegisteredTogetherOrNotAtAll() {
    List<String> people = cadre.residents(3);
    List<Map<String, String>> bus =
        people.stream()
            .map(id -> Map.of("resident", id, "origin", HARBIN, "arrived", "2022-04-01"))
            .toList();
    List<String> ids = cadre.post("/returns/list", bus).statusCode(200).extract().path("id");
    assertThat(ids).hasSize(3);
    refused(
        cadre.post("/returns/list", bus).body("index", equalTo(0)),
        409,
        "RETURN_ALREADY_REGISTERED");
    cadre
        .get("/returns?origin=230000000000&arrivedFrom=2022-04-01&arrivedTo=2022-04-01&limit=200")
        .statusCode(200)
        .body("id.containsAll(['" + String.join("','", ids) + "'])", equalTo(true));
    cadre.get("/returns?arrivedWithinDays=0&limit=200").body("id", not(hasItem(ids.get(0))));
  }

  @Test
  void whoIsNotOnTheRegisterYetComesOntoItByComingBack() {
    String number = idNumber("1995-05-05");
    Map<String, Object> homecoming =
        Map.of(
            "household",
            cadre.household(),
            "person",
            Map.of("residency", "RESIDENT", "name", "某归", "idNumber", number),
            "origin",
            HARBIN,
            "arrived",
            "2022-05-01");
    String key = Caller.unknown();
    String first = keyed(key, homecoming).statusCode(201).extract().path("id");
    String again = keyed(key, homecoming).statusCode(201).extract().path("id");
    assertThat(again).isEqualTo(first);
    String resident =
        cadre.post("/residents/lookups", Map.of("idNumber", number)).extract().path("id");
    cadre.get("/returns/" + first).body("resident", equalTo(resident));
    refused(cadre.post("/returns", homecoming), 409, "ALREADY_REGISTERED");

    Map<String, Object> another = new HashMap<>(homecoming);
    another.put(
        "person",
        Map.of("residency", "RESIDENT", "name", "某未", "idNumber", idNumber("1996-05-05")));
    List<Object> list =
        List.of(Map.of("resident", resident, "origin", HARBIN, "arrived", "2022-05-09"), another);
    List<String> residents =
        cadre.post("/returns/list", list).statusCode(200).extract().path("resident");
    assertThat(residents).hasSize(2).startsWith(resident).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBeToldOfAReturnRegistersNobody() {
    String number = idNumber("1997-05-05");
    Map<String, Object> homecoming =
        new HashMap<>(
            Map.of(
                "household",
                cadre.household(),
                "person",
                Map.of("residency", "RESIDENT", "name", "某归", "idNumber", number),
                "origin",
                HARBIN,
                "arrived",
                "2999-05-01"));
    refused(cadre.post("/returns", homecoming), 422, "ARRIVAL_IN_FUTURE");
    refused(
        cadre.post("/returns/list", List.of(homecoming)).body("index", equalTo(0)),
        422,
        "ARRIVAL_IN_FUTURE");
    homecoming.put("arrived", "2022-05-01");
    homecoming.put("resident", Caller.unknown());
    refused(cadre.post("/returns", homecoming), 422, "RETURNEE_AMBIGUOUS");
    homecoming.remove("resident");
    homecoming.remove("household");
    refused(cadre.post("/returns", homecoming), 422, "RETURNEE_AMBIGUOUS");
    homecoming.remove("person");
    refused(cadre.post("/returns", homecoming), 422, "RETURNEE_AMBIGUOUS");
    cadre.post("/residents/lookups", Map.of("idNumber", number)).statusCode(404);
  }

  private ValidatableResponse keyed(String key, Map<String, Object> homecoming) {
    return cadre
        .request()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(homecoming)
        .post("/returns")
        .then();
  }

  @Test
  void whatCannotBeIsRefused() {
    Map<String, String> area = Map.of("division", HARBIN, "level", "HIGH", "from", "2022-01-01");
    refused(Caller.person(tokens, "street-wuyangba").post(RISK_AREAS, area), 403, "FORBIDDEN");
    refused(city.post(RISK_AREAS, with(area, "division", "42")), 400, "MALFORMED_DIVISION");
    refused(city.post(RISK_AREAS, with(area, "division", "999999000000")), 422, "UNKNOWN_DIVISION");
    refused(city.post(RISK_AREAS, with(area, "from", "1999-01-01")), 422, "TOO_OLD");
    refused(
        city.post(RISK_AREAS, with(area, "until", "2021-12-31")), 422, "RISK_PERIOD_ENDS_FIRST");
    refused(city.post(RISK_AREAS, with(area, "level", "DEADLY")), 400, "MALFORMED_JSON");
    refused(city.post(RISK_AREAS + "/list", List.of()), 422, "CONSTRAINT_VIOLATED");
    refused(
        city.post(RISK_AREAS + "/" + Caller.unknown() + "/lifting", Map.of("until", "2022-01-01")),
        404,
        "NO_SUCH_RISK_PERIOD");
    refused(cadre.get("/risk-areas?after=" + Caller.unknown()), 422, "UNKNOWN_CURSOR");
    refused(cadre.get("/risk-areas/at?division=" + HARBIN), 422, "CONSTRAINT_VIOLATED");
    refused(
        cadre.get("/risk-areas/at?division=422801999001&on=2022-01-01"), 422, "UNKNOWN_DIVISION");
    refused(cadre.get("/risk-areas?division=422801999001"), 422, "UNKNOWN_DIVISION");
    refused(
        cadre.post(
            "/returns", homecoming(Map.of("arrived", "2022-03-01", "departed", "2022-03-02"))),
        422,
        "ARRIVED_BEFORE_DEPARTING");
  }

  private static Map<String, String> with(Map<String, String> area, String name, String value) {
    Map<String, String> other = new HashMap<>(area);
    other.put(name, value);
    return other;
  }

  private static void refused(ValidatableResponse answer, int status, String code) {
    answer.statusCode(status).body("code", equalTo(code));
  }
}
