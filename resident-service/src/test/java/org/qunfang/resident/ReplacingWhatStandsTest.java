package org.qunfang.resident;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

/** Two looked at the same, and each makes something else of it: the later one is refused. */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ReplacingWhatStandsTest {

  private static final String COMMUNITY = "422822101001";
  private static final String NEIGHBOURS = "422822101002";

  Tokens tokens;
  Caller city;

  @BeforeEach
  void arrive() {
    city = Caller.person(tokens, "city-enshi");
  }

  private static String id(ValidatableResponse created) {
    return created.statusCode(201).extract().path("id");
  }

  private String worker() {
    return id(city.post("/workers", Map.of("community", COMMUNITY, "kind", "CADRE")));
  }

  private String grid(String leader) {
    return id(
        city.post("/grids", Map.of("community", COMMUNITY, "kind", "GRID", "leader", leader)));
  }

  private String place(String kind) {
    return id(
        city.post(
            "/places",
            Map.of("community", COMMUNITY, "kind", kind, "name", UUID.randomUUID().toString())));
  }

  private String unit() {
    return id(city.post("/units", Map.of("community", COMMUNITY, "name", "县税务局")));
  }

  private int version(String entry) {
    String tag = city.get(entry).statusCode(200).extract().header("ETag");
    return Integer.parseInt(tag.replace("\"", ""));
  }

  private static void refused(ValidatableResponse answer, int status, String code, int version) {
    answer
        .statusCode(status)
        .body("code", equalTo(code))
        .body("version", equalTo(version))
        .header("ETag", equalTo("\"" + version + "\""));
  }

  /**
   * One and another do so after the same look.
   *
   * @param looked the version that both saw, where something stands already
   */
  private void theOtherIsRefused(
      String path, int looked, Map<String, Object> one, Map<String, Object> other) {
    refused(city.post(path, one), 428, "VERSION_REQUIRED", looked);
    int now = city.edit(path, looked, one).statusCode(200).extract().path("version");
    refused(city.edit(path, looked, other), 412, "VERSION_CHANGED", now);
    refused(city.post(path, other), 428, "VERSION_REQUIRED", now);
  }

  @Test
  void theLeaderOfAGrid() {
    String first = worker();
    String one = worker();
    String other = worker();
    String grid = "/grids/" + grid(first);
    String path = grid + "/leader";
    city.post(path, Map.of("worker", first)).statusCode(200).body("version", equalTo(1));
    theOtherIsRefused(path, 1, Map.of("worker", one), Map.of("worker", other));
    city.get(grid).body("leader", equalTo(one)).body("version", equalTo(2));
    city.edit(path, 2, Map.of("worker", other)).statusCode(200).body("leader", equalTo(other));

    city.post("/workers/" + other + "/stand-down", Map.of("leaveOpen", true)).statusCode(200);
    city.post(path, Map.of("worker", one)).statusCode(200).body("leader", equalTo(one));
  }

  @Test
  void theLeaderOfTenHouseholds() {
    List<String> homes =
        List.of(city.household(COMMUNITY), city.household(COMMUNITY), city.household(COMMUNITY));
    String group =
        "/watch-groups/"
            + id(
                city.post(
                    "/watch-groups",
                    Map.of(
                        "community",
                        COMMUNITY,
                        "households",
                        homes,
                        "leadingHousehold",
                        homes.get(0))));
    String path = group + "/leader";
    city.post(path, Map.of("household", homes.get(0))).statusCode(200).body("version", equalTo(1));
    theOtherIsRefused(
        path, 1, Map.of("household", homes.get(1)), Map.of("household", homes.get(2)));
    city.get(group)
        .body("group.leadingHousehold", equalTo(homes.get(1)))
        .body("group.version", equalTo(2));

    String resident = city.residentsOf(homes.get(1), 1).get(0);
    Map<String, Object> somebody = Map.of("household", homes.get(1), "resident", resident);
    refused(city.post(path, somebody), 428, "VERSION_REQUIRED", 2);
    city.edit(path, 2, somebody).statusCode(200).body("leader", equalTo(resident));
    city.post(path, somebody).statusCode(200).body("version", equalTo(3));
    refused(city.post(path, Map.of("household", homes.get(1))), 428, "VERSION_REQUIRED", 3);
  }

  @Test
  void theUnitOfAGroup() {
    String group = place("GROUP");
    String path = "/responsibility/groups/" + group + "/unit";
    String first = unit();
    String one = unit();
    city.post(path, Map.of("unit", first)).statusCode(200).body("version", equalTo(1));
    city.post(path, Map.of("unit", first)).statusCode(200).body("version", equalTo(1));
    theOtherIsRefused(path, 1, Map.of("unit", one), Map.of("unit", unit()));
    city.get("/responsibility/groups?unit=" + one + "&division=" + COMMUNITY)
        .body("group", contains(group));

    String release = "/responsibility/groups/" + group + "/release";
    refused(city.post(release), 428, "VERSION_REQUIRED", 3);
    refused(city.edit(release, 1, Map.of()), 412, "VERSION_CHANGED", 3);
    city.edit(release, 3, Map.of()).statusCode(200).body("unit", nullValue());
    city.post(release).statusCode(200).body("version", equalTo(4));
  }

  @Test
  void thePlaceOfAHousehold() {
    String household = city.household(COMMUNITY);
    String path = "/households/" + household + "/place";
    city.get(path).statusCode(404).body("code", equalTo("IN_NO_PLACE"));
    String first = place("COMPOUND");
    String one = place("COMPOUND");
    String other = place("COMPOUND");
    city.post(path, Map.of("place", first)).statusCode(200);
    city.post(path, Map.of("place", first)).statusCode(200);
    visit(household);
    city.post(path, Map.of("place", first)).statusCode(200);
    theOtherIsRefused(path, version(path), Map.of("place", one), Map.of("place", other));
    city.get(path).body("place", equalTo(one));
    city.get("/places/" + first).body("households", equalTo(0));
    city.get("/places/" + one).body("households", equalTo(1));
    city.get("/places/" + other).body("households", equalTo(0));
  }

  private static Map<String, Object> plate(String household, String text) {
    return Map.of(
        "category", "RESIDENT", "doors", List.of(Map.of("household", household, "text", text)));
  }

  private ValidatableResponse behind(String text) {
    return city.post("/door-plates/lookups", Map.of("community", COMMUNITY, "text", text));
  }

  @Test
  void whatStandsOnAPlate() {
    String household = city.household(COMMUNITY);
    String path = "/door-plates";
    String first = "桃园路 " + UUID.randomUUID();
    String one = "桃园路 " + UUID.randomUUID();
    String other = "桃园路 " + UUID.randomUUID();
    int number =
        city.post(path, Map.of("category", "RESIDENT", "doors", doors(household)))
            .statusCode(201)
            .extract()
            .path("plates[0].number");
    city.post(path, plate(household, first)).statusCode(201);
    city.post(path, plate(household, " " + first)).statusCode(201);
    city.post(path, Map.of("category", "RESIDENT", "doors", doors(household)))
        .statusCode(201)
        .body("plates[0].version", equalTo(3));

    refused(city.post(path, plate(household, one)), 428, "VERSION_REQUIRED", 3);
    city.edit(path, 3, plate(household, one))
        .statusCode(201)
        .body("plates[0].number", equalTo(number))
        .body("plates[0].version", equalTo(4));
    refused(city.edit(path, 3, plate(household, other)), 412, "VERSION_CHANGED", 4);
    behind(one).statusCode(200).body("household", equalTo(household)).body("version", equalTo(4));
    behind(first).statusCode(404);
    behind(other).statusCode(404);
  }

  private void visit(String household) {
    city.post("/households/" + household + "/visits", Map.of("round", 1, "outcome", "NOBODY_HOME"))
        .statusCode(200);
  }

  @Test
  void aPlateBehindWhichOtherThingsHappened() {
    String household = city.household(COMMUNITY);
    String plate = "/door-plates/" + household;
    String one = "桃园路 " + UUID.randomUUID();
    Map<String, Object> vacant = Map.of("category", "VACANT", "doors", doors(household));
    refused(city.edit("/door-plates", 1, vacant), 412, "VERSION_CHANGED", 0);
    city.edit("/door-plates", 0, vacant).statusCode(201);
    visit(household);
    int looked = version(plate);
    refused(city.post("/door-plates", plate(household, one)), 428, "VERSION_REQUIRED", looked);
    city.edit("/door-plates", looked, plate(household, one)).statusCode(201);
    refused(city.edit("/door-plates", looked, vacant), 412, "VERSION_CHANGED", version(plate));
  }

  @Test
  void thePlatesOfAStairway() {
    String first = city.household(COMMUNITY);
    String second = city.household(COMMUNITY);
    List<Map<String, Object>> doors =
        List.of(Map.of("household", first), Map.of("household", second));
    city.post("/door-plates", Map.of("category", "VACANT", "doors", doors.subList(0, 1)))
        .statusCode(201);
    visit(second);
    city.post("/door-plates", Map.of("category", "VACANT", "doors", doors)).statusCode(201);

    Map<String, Object> one = Map.of("household", first, "version", 2);
    refused(
        inhabited(one, Map.of("household", second))
            .body("index", equalTo(1))
            .body("household", equalTo(second)),
        428,
        "VERSION_REQUIRED",
        3);
    refused(
        inhabited(one, Map.of("household", second, "version", 2)).body("index", equalTo(1)),
        412,
        "VERSION_CHANGED",
        3);
    city.get("/door-plates/" + first).body("category", equalTo("VACANT"));
    inhabited(one, Map.of("household", second, "version", 3))
        .statusCode(201)
        .body("plates.category", contains("RESIDENT", "RESIDENT"))
        .body("plates.version", contains(3, 4));
  }

  private ValidatableResponse inhabited(Map<String, Object> one, Map<String, Object> other) {
    return city.post("/door-plates", Map.of("category", "RESIDENT", "doors", List.of(one, other)));
  }

  private static List<Map<String, Object>> doors(String household) {
    return List.of(Map.of("household", household));
  }

  @Test
  void theHomeOfAResident() {
    String first = city.household(COMMUNITY);
    String one = city.household(COMMUNITY);
    String elsewhere = city.household(NEIGHBOURS);
    String resident = city.residentsOf(first, 1).get(0);
    String path = "/residents/" + resident + "/move";
    city.post(path, Map.of("household", first))
        .statusCode(409)
        .body("code", equalTo("LIVES_THERE"));
    theOtherIsRefused(path, 1, Map.of("household", one), Map.of("household", elsewhere));
    city.get("/residents/" + resident)
        .body("resident.household", equalTo(one))
        .body("resident.version", equalTo(2));
    city.edit(path, 2, Map.of("household", elsewhere))
        .statusCode(200)
        .body("community", equalTo(NEIGHBOURS));
  }

  @Test
  void theCadreOfHouseholds() {
    String first = worker();
    String one = worker();
    String other = worker();
    List<String> homes = List.of(city.household(COMMUNITY), city.household(COMMUNITY));
    String path = "/responsibility/assignments";
    Map<String, Object> initial = Map.of("cadre", first, "households", homes);
    city.post(path, initial).statusCode(200).body("households", equalTo(2));
    city.post(path, initial).statusCode(200).body("households", equalTo(0));

    city.post(path, Map.of("cadre", one, "households", homes))
        .statusCode(409)
        .body("code", equalTo("OTHERS_ANSWER"))
        .body("from", contains(first));
    city.post(path, Map.of("cadre", one, "households", homes.subList(0, 1), "from", List.of(first)))
        .statusCode(200)
        .body("households", equalTo(1));
    // Whoever looked before that does not know of it.
    city.post(path, Map.of("cadre", other, "households", homes, "from", List.of(first)))
        .statusCode(409)
        .body("code", equalTo("OTHERS_ANSWER"))
        .body("from", contains(one));
    answers(homes.get(0), one);
    answers(homes.get(1), first);

    city.post("/responsibility/releases", Map.of("households", homes))
        .statusCode(409)
        .body("code", equalTo("OTHERS_ANSWER"))
        .body("from", containsInAnyOrder(first, one));
    answers(homes.get(0), one);
    city.post("/responsibility/releases", Map.of("households", homes, "from", List.of(first, one)))
        .statusCode(200)
        .body("households", equalTo(2));
    city.post("/responsibility/releases", Map.of("households", homes))
        .statusCode(200)
        .body("households", equalTo(0));
  }

  @Test
  void theCadreOfABuilding() {
    String first = worker();
    String one = worker();
    String place = place("COMPOUND");
    String path = "/responsibility/place-assignments";
    List<String> homes = List.of(city.household(COMMUNITY), city.household(COMMUNITY));
    homes.forEach(
        home ->
            city.post("/households/" + home + "/place", Map.of("place", place)).statusCode(200));
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", first, "households", homes.subList(0, 1)))
        .statusCode(200);

    city.post(path, Map.of("cadre", one, "place", place))
        .statusCode(409)
        .body("code", equalTo("OTHERS_ANSWER"))
        .body("from", contains(first));
    city.get("/responsibility/households/" + homes.get(1)).body("cadre", nullValue());
    city.post(path, Map.of("cadre", one, "place", place, "from", List.of(first)))
        .statusCode(200)
        .body("households", equalTo(2));
    city.post(path, Map.of("cadre", worker(), "place", place, "from", List.of(first)))
        .statusCode(409)
        .body("from", contains(one));
    homes.forEach(home -> answers(home, one));
    city.post(path, Map.of("cadre", one, "place", place))
        .statusCode(200)
        .body("households", equalTo(0));
  }

  private void answers(String household, String cadre) {
    city.get("/responsibility/households/" + household).body("cadre", equalTo(cadre));
  }

  @Test
  void theGridOfHouseholds() {
    String leader = worker();
    String first = grid(leader);
    String one = grid(leader);
    String other = grid(leader);
    List<String> homes = List.of(city.household(COMMUNITY), city.household(COMMUNITY));
    city.post("/grids/" + first + "/households", Map.of("households", homes)).statusCode(200);
    city.post("/grids/" + first + "/households", Map.of("households", homes)).statusCode(200);

    String path = "/grids/" + one + "/households";
    city.post(path, Map.of("households", homes))
        .statusCode(409)
        .body("code", equalTo("IN_ANOTHER_GRID"))
        .body("from", contains(first));
    city.post(path, Map.of("households", homes, "from", List.of(first)))
        .statusCode(200)
        .body("households", equalTo(2));
    city.post(
            "/grids/" + other + "/households", Map.of("households", homes, "from", List.of(first)))
        .statusCode(409)
        .body("from", contains(one));
    city.get(path).body("household", hasSize(2));
    city.get("/grids/" + other).body("households", equalTo(0));
  }
}
