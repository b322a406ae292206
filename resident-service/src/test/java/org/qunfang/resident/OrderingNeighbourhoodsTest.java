package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
class OrderingNeighbourhoodsTest {

  private static final String TAOHUA = "422802001001";
  private static final String NANHULI = "422802001002";
  private static final String GUANJING = "422802001003";
  private static final String PUAN = "422802001006";
  private static final String JIAOCHANG = "422802001007";

  Tokens tokens;
  PostgresPart.Database database;
  Caller officer;

  @BeforeEach
  void arrive() {
    officer = Caller.person(tokens, "city-enshi");
  }

  private ValidatableResponse register(Map<String, Object> place) {
    return officer.post("/places", place);
  }

  private String compound(String community) {
    return register(
            Map.of("community", community, "kind", "COMPOUND", "name", UUID.randomUUID() + "园"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String building(String community, String within, String name) {
    return register(
            Map.of("community", community, "kind", "BUILDING", "within", within, "name", name))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse move(String household, String place) {
    return officer.post("/households/" + household + "/place", Map.of("place", place));
  }

  @Test
  void householdsLieInBuildingsOfCompounds() {
    String compound = compound(TAOHUA);
    String building = building(TAOHUA, compound, "3");
    register(Map.of("community", TAOHUA, "kind", "BUILDING", "within", compound, "name", "3"))
        .statusCode(409)
        .body("code", equalTo("PLACE_NAME_TAKEN"));
    String household = officer.household(TAOHUA);
    String tag =
        move(household, building)
            .statusCode(200)
            .body("within", equalTo(compound))
            .extract()
            .header("ETag");
    officer.get("/households/" + household).header("ETag", equalTo(tag));
    move(household, building).statusCode(200);
    for (String place : List.of(compound, building)) {
      officer.get("/places/" + place).body("households", equalTo(1));
      officer
          .get("/places/" + place + "/households")
          .statusCode(200)
          .body("household", contains(household));
    }
    officer.get("/places/" + compound).body("buildings", equalTo(1));
    officer
        .get("/places?division=" + TAOHUA + "&within=" + compound)
        .body("id", contains(building));

    String other = compound(TAOHUA);
    officer.edit("/households/" + household + "/place", 2, Map.of("place", other)).statusCode(200);
    officer.get("/places/" + compound).body("households", equalTo(0));
    officer.get("/places/" + building).body("households", equalTo(0));
    officer.get("/places/" + other).body("households", equalTo(1));

    officer
        .post("/places/" + other + "/closing")
        .statusCode(409)
        .body("code", equalTo("PLACE_IN_USE"));
    officer
        .post("/places/" + compound + "/closing")
        .statusCode(409)
        .body("code", equalTo("PLACE_IN_USE"));
    officer.post("/places/" + building + "/closing").statusCode(200);
    officer.post("/places/" + building + "/closing").statusCode(200);
    officer.get("/places/" + compound).body("buildings", equalTo(0));
    officer.post("/places/" + compound + "/closing").statusCode(200).body("closed", equalTo(true));
    move(household, building).statusCode(409).body("code", equalTo("PLACE_CLOSED"));

    officer.post("/households/" + household + "/closing", Map.of("reason", "DEMOLISHED"));
    officer.get("/places/" + other).body("households", equalTo(0));
  }

  @Test
  void aPlaceIsRenamedByWhoeverLookedAtIt() {
    String place = compound(TAOHUA);
    String name = UUID.randomUUID() + "里";
    officer
        .post("/places/" + place + "/name", Map.of("name", name))
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    officer
        .edit("/places/" + place + "/name", 7, Map.of("name", name))
        .statusCode(412)
        .body("code", equalTo("VERSION_CHANGED"));
    officer
        .edit("/places/" + place + "/name", 1, Map.of("name", name))
        .statusCode(200)
        .body("name", equalTo(name));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    String compound = compound(TAOHUA);
    register(Map.of("community", TAOHUA, "kind", "GROUP", "within", compound, "name", "一组"))
        .statusCode(422)
        .body("code", equalTo("PLACE_DOES_NOT_FIT"));
    register(Map.of("community", NANHULI, "kind", "BUILDING", "within", compound, "name", "一"))
        .statusCode(422)
        .body("code", equalTo("PLACE_OF_ANOTHER_COMMUNITY"));
    register(Map.of("community", TAOHUA, "kind", "COMPOUND", "name", " "))
        .statusCode(422)
        .body("code", equalTo("CONSTRAINT_VIOLATED"));
    move(officer.household(NANHULI), compound)
        .statusCode(422)
        .body("code", equalTo("PLACE_OF_ANOTHER_COMMUNITY"));
    move(officer.household(TAOHUA), UUID.randomUUID().toString())
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_PLACE"));
    Caller yaowan = Caller.person(tokens, "cadre-yaowan");
    yaowan
        .get("/places/" + compound + "/households")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_PLACE"));
    yaowan.get("/places/" + compound).statusCode(404);
  }

  @Test
  void aWrongTenureIsCorrectedOnTheVersionThatWasSeen() {
    String household = officer.household(TAOHUA);
    String correction = "/households/" + household + "/correction";
    officer.post(correction, Map.of("tenure", "TENANT")).statusCode(428);
    officer
        .edit(correction, 1, Map.of("tenure", "TENANT"))
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("tenure", equalTo("TENANT"));
    officer
        .edit(correction, 1, Map.of("tenure", "OWNER"))
        .statusCode(412)
        .body("version", equalTo(2));
  }

  @Test
  void aHouseholdIsClosedWhenNobodyLivesThereAnyMore() {
    String household = officer.household(TAOHUA);
    List<String> residents = officer.residentsOf(household, 1);
    String closing = "/households/" + household + "/closing";
    officer
        .post(closing, Map.of("reason", "EMPTY"))
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_OCCUPIED"));
    officer.post("/residents/" + residents.get(0) + "/departure").statusCode(200);
    officer.post(closing, Map.of("reason", "EMPTY")).statusCode(200);
    officer
        .get("/households?division=" + TAOHUA + "&closed=true&limit=200")
        .body("findAll { it.id == '" + household + "' }", hasSize(1));
  }

  @Test
  void nothingBeginsInAHouseholdThatIsClosed() {
    String closed = officer.household(TAOHUA);
    String open = officer.household(TAOHUA);
    officer.post("/households/" + closed + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    String grid = grid(TAOHUA, worker(TAOHUA)).extract().path("id");
    List<String> both = List.of(open, closed);
    String home = "/households/" + closed;
    for (ValidatableResponse refused :
        List.of(
            officer.post(
                home + "/residents", List.of(Map.of("residency", "RESIDENT", "name", "某甲"))),
            officer.post(home + "/visits", Map.of("round", 1, "outcome", "NOBODY_HOME")),
            move(closed, compound(TAOHUA)),
            plates("RESIDENT", List.of(Map.of("household", closed))),
            officer.post("/grids/" + grid + "/households", Map.of("households", both)),
            officer.post(
                "/watch-groups",
                Map.of("community", TAOHUA, "households", both, "leadingHousehold", open)),
            officer.post(
                "/responsibility/assignments", Map.of("cadre", worker(TAOHUA), "households", both)),
            officer.post("/responsibility/releases", Map.of("households", both)))) {
      refused.statusCode(409).body("code", equalTo("HOUSEHOLD_CLOSED"));
    }
    officer
        .post("/household-contacts", Map.of("households", List.of(closed), "channel", "VISIT"))
        .body("refused.code", contains("HOUSEHOLD_CLOSED"));
  }

  private ValidatableResponse plates(String category, List<Map<String, Object>> doors) {
    return officer.post("/door-plates", Map.of("category", category, "doors", doors));
  }

  @Test
  void platesAreNumberedByCategoryAndFoundByWhatStandsOnThem() throws SQLException {
    String first = officer.household(NANHULI);
    String second = officer.household(NANHULI);
    String text = "桃园路 12 号 " + UUID.randomUUID();
    plates(
            "KEY_HOUSEHOLD",
            List.of(Map.of("household", first, "text", text), Map.of("household", second)))
        .statusCode(201)
        .body("plates.household", contains(first, second))
        .body("plates.number", contains(1, 2))
        .body(not(containsString("桃园路")));
    // Again is not another number, and a third one follows without a gap.
    plates("KEY_HOUSEHOLD", List.of(Map.of("household", first)))
        .body("plates[0].number", equalTo(1));
    String third = officer.household(NANHULI);
    plates("KEY_HOUSEHOLD", List.of(Map.of("household", third)))
        .body("plates[0].number", equalTo(3));
    Map<String, Object> vacant =
        Map.of("category", "VACANT", "doors", List.of(Map.of("household", third)));
    officer
        .post("/door-plates", vacant)
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"))
        .body("version", equalTo(2));
    officer.edit("/door-plates", 2, vacant).statusCode(201).body("plates[0].number", equalTo(1));

    officer
        .post("/door-plates/lookups", Map.of("community", NANHULI, "text", " " + text))
        .statusCode(200)
        .body("household", equalTo(first));
    officer
        .post("/door-plates/lookups", Map.of("community", TAOHUA, "text", text))
        .statusCode(404)
        .body("code", equalTo("NO_DOOR_PLATE"));
    plates("KEY_HOUSEHOLD", List.of(Map.of("household", second, "text", text)))
        .statusCode(409)
        .body("code", equalTo("PLATE_TAKEN"));
    officer
        .get("/door-plates?division=" + NANHULI + "&category=VACANT")
        .body("household", contains(third));
    officer.get("/door-plates/" + second).body("number", equalTo(2));
    assertThat(stored("桃园路")).isZero();

    officer.post("/households/" + first + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    officer
        .post("/door-plates/lookups", Map.of("community", NANHULI, "text", text))
        .statusCode(404);
  }

  private long stored(String words) throws SQLException {
    try (var connection = database.connect();
        var count =
            connection
                .createStatement()
                .executeQuery(
                    "select (select count(*) from event where data like '%"
                        + words
                        + "%') + (select count(*) from answered_command where answer like '%"
                        + words
                        + "%')")) {
      count.next();
      return count.getLong(1);
    }
  }

  @Test
  void howeverManyAskAtOnceNoNumberIsLeftOutOrGivenTwice() {
    List<String> households = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      households.add(officer.household(GUANJING));
    }
    List<CompletableFuture<Integer>> numbers =
        households.stream()
            .map(
                household ->
                    CompletableFuture.supplyAsync(
                        () ->
                            plates("TENANT", List.of(Map.of("household", household)))
                                .statusCode(201)
                                .extract()
                                .<Integer>path("plates[0].number")))
            .toList();
    assertThat(numbers.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
  }

  private String worker(String community) {
    return officer
        .post("/workers", Map.of("community", community, "kind", "COMMUNITY_WORKER"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse grid(String community, String leader) {
    return officer.post(
        "/grids", Map.of("community", community, "kind", "GRID", "name", "第一网格", "leader", leader));
  }

  @Test
  void aGridHasALeaderAndAHouseholdOneGrid() {
    String leader = worker(TAOHUA);
    String grid = grid(TAOHUA, leader).statusCode(201).extract().path("id");
    String other = grid(TAOHUA, leader).statusCode(201).extract().path("id");
    String first = officer.household(TAOHUA);
    String second = officer.household(TAOHUA);
    officer
        .post("/grids/" + grid + "/households", Map.of("households", List.of(first, second)))
        .statusCode(200)
        .body("households", equalTo(2));
    officer
        .post(
            "/grids/" + other + "/households",
            Map.of("households", List.of(second), "from", List.of(grid)))
        .statusCode(200)
        .body("households", equalTo(1));
    officer.get("/grids/" + grid).body("households", equalTo(1));
    officer.get("/grids/" + grid + "/households").body("household", contains(first));

    officer
        .post("/grids/" + grid + "/leader", Map.of("worker", worker(NANHULI)))
        .statusCode(422)
        .body("code", equalTo("LEADER_NOT_ON_DUTY"));
    String next = worker(TAOHUA);
    officer
        .edit("/grids/" + grid + "/leader", 2, Map.of("worker", next))
        .statusCode(200)
        .body("leader", equalTo(next));
    officer.get("/grids?division=" + TAOHUA + "&leader=" + next).body("id", contains(grid));

    officer.post("/households/" + first + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    officer.get("/grids/" + grid).body("households", equalTo(0));
    officer.post("/grids/" + other + "/dissolution").statusCode(200).body("households", equalTo(0));
    officer
        .post("/grids/" + other + "/households", Map.of("households", List.of(second)))
        .statusCode(409)
        .body("code", equalTo("GRID_DISSOLVED"));
    officer
        .post("/grids/" + grid + "/households", Map.of("households", List.of(second)))
        .statusCode(200)
        .body("households", equalTo(1));
  }

  @Test
  void whoStandsDownHandsOverTheGrids() {
    String leader = worker(PUAN);
    String next = worker(PUAN);
    List<String> grids =
        List.of(grid(PUAN, leader).extract().path("id"), grid(PUAN, leader).extract().path("id"));
    String down = "/workers/" + leader + "/stand-down";
    officer
        .post(down)
        .statusCode(409)
        .body("code", equalTo("LEADS_GRIDS"))
        .body("grids", equalTo(2));
    officer
        .post(down, Map.of("successor", leader))
        .statusCode(422)
        .body("code", equalTo("SUCCESSOR_IS_THE_SAME"));
    officer
        .post(down, Map.of("successor", worker(NANHULI)))
        .statusCode(422)
        .body("code", equalTo("LEADER_NOT_ON_DUTY"));
    officer.post(down, Map.of("successor", next)).statusCode(200);
    officer
        .get("/grids?division=" + PUAN + "&leader=" + next)
        .body("id", containsInAnyOrder(grids.toArray()));

    String one = worker(PUAN);
    String other = worker(PUAN);
    officer.post("/workers/" + next + "/stand-down", Map.of("evenShare", true)).statusCode(200);
    officer.get("/grids?division=" + PUAN + "&leader=" + one).body("$", hasSize(1));
    officer.get("/grids?division=" + PUAN + "&leader=" + other).body("$", hasSize(1));

    String open = "/grids?withLeader=false&division=" + PUAN;
    officer.get(open).body("$", hasSize(0));
    officer.post("/workers/" + one + "/stand-down", Map.of("leaveOpen", true)).statusCode(200);
    String left = officer.get(open).body("$", hasSize(1)).extract().path("[0].id");
    officer.post("/grids/" + left + "/leader", Map.of("worker", other)).statusCode(200);
    officer.get(open).body("$", hasSize(0));
    officer
        .post("/workers/" + other + "/stand-down", Map.of("evenShare", true))
        .statusCode(409)
        .body("code", equalTo("NOBODY_TO_LEAD"));
  }

  @Test
  void whoIsNotHereLeadsNoGridAndIsInNone() {
    grid(TAOHUA, UUID.randomUUID().toString())
        .statusCode(422)
        .body("code", equalTo("LEADER_NOT_ON_DUTY"));
    String retired = worker(TAOHUA);
    officer.post("/workers/" + retired + "/stand-down").statusCode(200);
    grid(TAOHUA, retired).statusCode(422).body("code", equalTo("LEADER_NOT_ON_DUTY"));
    String grid = grid(TAOHUA, worker(TAOHUA)).extract().path("id");
    officer
        .post(
            "/grids/" + grid + "/households",
            Map.of("households", List.of(officer.household(NANHULI))))
        .statusCode(422)
        .body("code", equalTo("HOUSEHOLD_NOT_HERE"));
    officer
        .post("/grids/" + grid + "/households", Map.of("households", List.of()))
        .statusCode(422)
        .body("code", equalTo("CONSTRAINT_VIOLATED"));
    Caller yaowan = Caller.person(tokens, "cadre-yaowan");
    yaowan.get("/grids/" + grid).statusCode(404).body("code", equalTo("NO_SUCH_GRID"));
    yaowan.get("/grids/" + grid + "/households").statusCode(404);
    yaowan.post("/grids/" + grid + "/dissolution").statusCode(404);
  }

  @Test
  void aGroupWhoseLeaderLeavesChoosesAnother() {
    String first = officer.household(JIAOCHANG);
    String second = officer.household(JIAOCHANG);
    String leader = officer.residentsOf(first, 1).get(0);
    String group =
        officer
            .post(
                "/watch-groups",
                Map.of(
                    "community",
                    JIAOCHANG,
                    "households",
                    List.of(first, second),
                    "leadingHousehold",
                    first,
                    "leader",
                    leader))
            .statusCode(201)
            .extract()
            .path("id");
    String path = "/watch-groups/" + group;
    String open = "/watch-groups?withLeader=false&division=" + JIAOCHANG;
    officer.get(open).body("$", hasSize(0));

    officer.post("/residents/" + leader + "/departure").statusCode(200);
    officer.get(open).body("id", contains(group));
    officer.get(path).body("group.leader", nullValue());
    officer.post(path + "/leader", Map.of("household", first)).statusCode(200);
    officer.get(open).body("$", hasSize(0));

    officer.post("/households/" + first + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    officer.get(open).body("id", contains(group));
    officer.get(path).body("households", contains(second)).body("group.households", equalTo(1));
    officer
        .post(path + "/leader", Map.of("household", first))
        .statusCode(422)
        .body("code", equalTo("LEADER_NOT_IN_GROUP"));
    officer.post("/households/" + second + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    officer.get(path).body("group.dissolved", equalTo(true));
    officer.get(open).body("$", hasSize(0));
  }

  @Test
  void tenHouseholdsWatchTogetherAndTheirReportsAreSettled() {
    String first = officer.household(TAOHUA);
    String second = officer.household(TAOHUA);
    String third = officer.household(TAOHUA);
    String leader = officer.residentsOf(first, 1).get(0);
    String group =
        officer
            .post(
                "/watch-groups",
                Map.of(
                    "community",
                    TAOHUA,
                    "households",
                    List.of(first, second),
                    "leadingHousehold",
                    first,
                    "leader",
                    leader))
            .statusCode(201)
            .body("households", equalTo(2))
            .extract()
            .path("id");
    String path = "/watch-groups/" + group;
    officer
        .get(path)
        .body("group.leader", equalTo(leader))
        .body("households", containsInAnyOrder(first, second));
    officer
        .post(
            "/watch-groups",
            Map.of("community", TAOHUA, "households", List.of(second), "leadingHousehold", second))
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_IN_ANOTHER_GROUP"));
    officer
        .edit(path + "/leader", 1, Map.of("household", second, "resident", leader))
        .statusCode(422)
        .body("code", equalTo("LEADER_NOT_IN_GROUP"));
    officer
        .edit(path + "/leader", 1, Map.of("household", second))
        .statusCode(200)
        .body("leadingHousehold", equalTo(second));
    officer
        .edit(path + "/households", 2, Map.of("households", List.of(second, third)))
        .statusCode(200);
    officer.get(path).body("households", containsInAnyOrder(second, third));

    officer
        .post(
            path + "/occupant-changes",
            Map.of("household", first, "change", "MOVED_IN", "people", 2))
        .statusCode(422)
        .body("code", equalTo("HOUSEHOLD_NOT_IN_GROUP"));
    String report =
        officer
            .post(
                path + "/occupant-changes",
                Map.of("household", third, "change", "MOVED_IN", "people", 2))
            .statusCode(201)
            .body("open", equalTo(true))
            .extract()
            .path("id");
    String open = "/occupant-changes?division=" + TAOHUA + "&open=true";
    officer.get(open).body("id", contains(report));
    officer
        .post("/occupant-changes/" + report + "/settlement", Map.of("done", "REGISTERED"))
        .statusCode(200)
        .body("settlement", equalTo("REGISTERED"));
    officer.get(open).body("$", hasSize(0));
    officer
        .post("/occupant-changes/" + report + "/settlement", Map.of("done", "REFERRED"))
        .statusCode(409)
        .body("code", equalTo("OCCUPANT_CHANGE_SETTLED"));
    officer.get("/occupant-changes/" + report).body("people", equalTo(2));

    officer.post(path + "/dissolution").statusCode(200).body("dissolved", equalTo(true));
    Caller yaowan = Caller.person(tokens, "cadre-yaowan");
    yaowan.get(path).statusCode(404).body("code", equalTo("NO_SUCH_WATCH_GROUP"));
    yaowan
        .get("/occupant-changes/" + report)
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_OCCUPANT_CHANGE"));
  }
}
