package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
class HandingOverHouseholdsTest {

  private static final String ENLISTED = "2020-01-10T08:00:00+08:00";
  private static final String REGISTERED = "2020-01-20T08:00:00+08:00";
  private static final String LATER = "2020-02-01T08:00:00+08:00";

  Tokens tokens;
  PostgresPart.Database database;
  Caller city;

  @BeforeEach
  void arrive() {
    city = Caller.person(tokens, "city-enshi");
  }

  private String worker(String community, String kind) {
    return city.post(
            "/workers",
            Map.of("community", community, "kind", kind, "partyMember", false, "time", ENLISTED))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String household(String community, String building) {
    return city.post(
            "/households",
            Map.of(
                "community",
                community,
                "tenure",
                "OWNER",
                "compound",
                "东区",
                "building",
                building,
                "time",
                REGISTERED))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private List<String> households(String community, int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(household(community, (i / 3 + 1) + "栋"));
    }
    return all;
  }

  private void assign(String cadre, List<String> households) {
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", cadre, "households", households, "time", LATER))
        .statusCode(200)
        .body("households", equalTo(households.size()));
  }

  private int load(String worker) {
    return city.get("/workers/" + worker).statusCode(200).extract().path("households");
  }

  @Test
  void whereNobodyLivesNobodyAnswers() {
    String community = "422822100002";
    String li = worker(community, "CADRE");
    List<String> homes = households(community, 2);
    assign(li, homes);

    city.post("/households/" + homes.get(0) + "/closing", Map.of("reason", "EMPTY"))
        .statusCode(200);

    assertThat(load(li)).isEqualTo(1);
  }

  @Test
  void sharedOutEvenlyNobodyIsWithoutSomebodyAndNeighboursHaveTheSameCadre() {
    String community = "422822100001";
    String li = worker(community, "CADRE");
    String wu = worker(community, "COMMUNITY_WORKER");
    worker(community, "VOLUNTEER");
    households(community, 7);
    city.get("/responsibility/households?withCadre=false&division=" + community)
        .body("$", hasSize(7));

    city.post("/responsibility/shares", Map.of("community", community, "time", LATER))
        .statusCode(200)
        .body("households", equalTo(7))
        .body("left", equalTo(0));
    city.post("/responsibility/shares", Map.of("community", community, "time", LATER))
        .statusCode(200)
        .body("households", equalTo(0));

    assertThat(List.of(load(li), load(wu))).containsExactlyInAnyOrder(3, 4);
    city.get("/responsibility/households?withCadre=false&division=" + community)
        .body("$", hasSize(0));
    city.get("/responsibility/loads/" + community)
        .statusCode(200)
        .body("cadres", equalTo(2))
        .body("withCadre", equalTo(7))
        .body("withoutCadre", equalTo(0))
        .body("least", equalTo(3))
        .body("most", equalTo(4))
        .body("average", equalTo(3.5f));
    List<Map<String, String>> rows =
        city.get("/responsibility/households?division=" + community).extract().path("$");
    Map<String, List<String>> cadresOfBuilding = new HashMap<>();
    rows.forEach(
        row ->
            cadresOfBuilding
                .computeIfAbsent(row.get("building"), building -> new ArrayList<>())
                .add(row.get("cadre")));
    assertThat(
            cadresOfBuilding.values().stream()
                .filter(cadres -> cadres.stream().distinct().count() > 1))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void byHandByBuildingAndReleased() {
    String community = "422822100002";
    String li = worker(community, "CADRE");
    String wu = worker(community, "CADRE");
    List<String> homes = households(community, 6);
    assign(li, homes);
    String east = place(community, "COMPOUND", "东区", null);
    String second = place(community, "BUILDING", "2栋", east);
    city.post(
            "/responsibility/place-assignments",
            Map.of("cadre", wu, "place", second, "from", List.of(li), "time", LATER))
        .statusCode(200)
        .body("households", equalTo(3));
    assertThat(load(li)).isEqualTo(3);
    assertThat(load(wu)).isEqualTo(3);
    city.get("/responsibility/households?cadre=" + wu + "&division=" + community)
        .body("building", everyItem(equalTo("2栋")));

    city.post(
            "/responsibility/releases",
            Map.of("households", homes.subList(0, 2), "from", List.of(li), "time", LATER))
        .statusCode(200)
        .body("households", equalTo(2));
    assertThat(load(li)).isEqualTo(1);
    city.get("/responsibility/households/" + homes.get(0))
        .body("cadre", nullValue())
        .body("version", equalTo(2))
        .header("ETag", equalTo("\"2\""));
  }

  @Test
  void aBuildingIsTheOneMeantWhateverItIsCalledNow() {
    String community = "422822100014";
    String li = worker(community, "CADRE");
    String east = place(community, "COMPOUND", "东区", null);
    String west = place(community, "COMPOUND", "西区", null);
    String first = place(community, "BUILDING", "1栋", east);
    String namesake = place(community, "BUILDING", "1栋", west);
    String inFirst = household(community, "1栋");
    String inNamesake = household(community, "1栋");
    String unplaced = household(community, "1栋");
    move(inFirst, first);
    move(inNamesake, namesake);

    city.post(
            "/responsibility/place-assignments",
            Map.of("cadre", li, "place", namesake, "time", LATER))
        .statusCode(200)
        .body("households", equalTo(1));
    cadreOf(inNamesake, li);
    city.edit("/places/" + first + "/name", 1, Map.of("name", "甲栋")).statusCode(200);
    city.post(
            "/responsibility/place-assignments", Map.of("cadre", li, "place", first, "time", LATER))
        .body("households", equalTo(1));
    cadreOf(inFirst, li);
    city.get("/responsibility/households/" + unplaced).body("cadre", nullValue());

    String wu = worker(community, "CADRE");
    city.post(
            "/responsibility/shares",
            Map.of("community", community, "place", east, "cadres", List.of(wu), "time", LATER))
        .statusCode(200)
        .body("households", equalTo(1));
    cadreOf(unplaced, wu);
  }

  @Test
  void aPlaceIsOfTheCommunity() {
    String community = "422822100017";
    String elsewhere = place("422822100019", "COMPOUND", "东区", null);
    city.post("/responsibility/shares", Map.of("community", community, "place", elsewhere))
        .statusCode(422)
        .body("code", equalTo("PLACE_OF_ANOTHER_COMMUNITY"));
    city.post(
            "/responsibility/place-assignments",
            Map.of("cadre", worker(community, "CADRE"), "place", UUID.randomUUID()))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_PLACE"));
  }

  private void cadreOf(String household, String cadre) {
    city.get("/responsibility/households/" + household).body("cadre", equalTo(cadre));
  }

  private void move(String household, String place) {
    city.post("/households/" + household + "/place", Map.of("place", place)).statusCode(200);
  }

  private String place(String community, String kind, String name, @Nullable String within) {
    Map<String, Object> place = new HashMap<>();
    place.put("community", community);
    place.put("kind", kind);
    place.put("name", name);
    place.put("within", within);
    return city.post("/places", place).statusCode(201).extract().path("id");
  }

  @Test
  void whoStandsDownSaysWhoTakesTheHouseholds() throws SQLException {
    String community = "422822100003";
    String li = worker(community, "CADRE");
    String wu = worker(community, "CADRE");
    List<String> homes = households(community, 3);
    assign(li, homes);

    city.post("/workers/" + li + "/stand-down", Map.of("time", LATER))
        .statusCode(409)
        .body("code", equalTo("ANSWERS_FOR_HOUSEHOLDS"))
        .body("households", equalTo(3));
    city.post(
            "/workers/" + li + "/stand-down",
            Map.of("time", LATER, "successor", wu, "leaveOpen", true))
        .statusCode(422)
        .body("code", equalTo("HAND_OVER_AMBIGUOUS"));
    city.post("/workers/" + li + "/stand-down", Map.of("time", LATER, "successor", li))
        .statusCode(422)
        .body("code", equalTo("SUCCESSOR_IS_THE_SAME"));
    city.post("/workers/" + li + "/stand-down", Map.of("time", LATER, "successor", wu))
        .statusCode(200)
        .body("onDuty", equalTo(false))
        .body("households", equalTo(0));

    assertThat(load(li)).isZero();
    assertThat(load(wu)).isEqualTo(3);
    assertThat(told("household-duty-" + homes.get(0)))
        .containsExactly(
            "HouseholdAssignedToCadre", "HouseholdReleasedFromCadre", "HouseholdAssignedToCadre");
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", li, "households", homes, "from", List.of(wu), "time", LATER))
        .statusCode(409)
        .body("code", equalTo("CADRE_NOT_ON_DUTY"));
  }

  @Test
  void orTheOthersShareThemOrTheyAreOpenlyLeft() {
    String community = "422822100004";
    String li = worker(community, "CADRE");
    String wu = worker(community, "CADRE");
    String he = worker(community, "COMMUNITY_WORKER");
    assign(li, households(community, 5));
    city.post("/workers/" + li + "/stand-down", Map.of("time", LATER, "evenShare", true))
        .statusCode(200);
    assertThat(List.of(load(wu), load(he))).containsExactlyInAnyOrder(2, 3);

    city.post("/workers/" + wu + "/stand-down", Map.of("time", LATER, "leaveOpen", true))
        .statusCode(200);
    city.get("/responsibility/loads/" + community)
        .body("withCadre", equalTo(load(he)))
        .body("withoutCadre", equalTo(5 - load(he)));
    city.post("/workers/" + he + "/stand-down", Map.of("time", LATER, "evenShare", true))
        .statusCode(409)
        .body("code", equalTo("NOBODY_TO_ANSWER"));
  }

  /** More than one transaction carries, put there without the register for speed. */
  @Test
  void thousandsAreHandedOverToo() throws SQLException {
    String community = "422822100005";
    String li = worker(community, "CADRE");
    String wu = worker(community, "CADRE");
    String he = worker(community, "CADRE");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          with h as (
            insert into household (id, community, tenure, registered, version)
            select gen_random_uuid(), '%1$s', 'OWNER', '2020-01-20', 1 from generate_series(1, 2301)
            returning id, community, registered)
          insert into household_duty (id, community, version, changed, registered)
          select id, community, 0, registered, registered from h
          """
              .formatted(community));
    }
    for (int left : List.of(1301, 301, 0)) {
      city.post(
              "/responsibility/shares",
              Map.of("community", community, "cadres", List.of(li), "time", LATER))
          .statusCode(200)
          .body("left", equalTo(left));
    }
    city.post("/workers/" + li + "/stand-down", Map.of("time", LATER, "evenShare", true))
        .statusCode(200);

    assertThat(List.of(load(li), load(wu), load(he))).containsExactlyInAnyOrder(0, 1150, 1151);
  }

  @Test
  void onlyThoseOfTheCommunityWhoAnswerForPeopleAreAssigned() {
    String community = "422822100006";
    String other = "422822100007";
    List<String> homes = households(community, 1);
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", worker(community, "VOLUNTEER"), "households", homes))
        .statusCode(409)
        .body("code", equalTo("CANNOT_ANSWER"));
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", worker(other, "CADRE"), "households", homes))
        .statusCode(409)
        .body("code", equalTo("OF_ANOTHER_COMMUNITY"));
    city.post("/responsibility/shares", Map.of("community", community))
        .statusCode(409)
        .body("code", equalTo("NOBODY_TO_ANSWER"));
    String cadre = worker(community, "CADRE");
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", cadre, "households", List.of(homes.get(0), UUID.randomUUID())))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_HOUSEHOLD"));
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", cadre, "households", homes, "time", "2020-01-19T08:00:00+08:00"))
        .statusCode(409)
        .body("code", equalTo("BEFORE_IT_BEGAN"));
    city.post("/responsibility/assignments", Map.of("cadre", cadre, "households", List.of()))
        .statusCode(422);
    Caller elsewhere = Caller.person(tokens, "cadre-yaowan");
    elsewhere
        .post("/responsibility/releases", Map.of("households", homes))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_HOUSEHOLD"));
    elsewhere.get("/responsibility/households/" + homes.get(0)).statusCode(404);
    elsewhere.get("/responsibility/loads/" + community).statusCode(403);
  }

  @Test
  void unitsAnswerForGroups() {
    String community = "422822100009";
    String bureau = unit(community, "县税务局");
    String school = unit(community, "第一小学");
    String group = place(community, "GROUP", "一组", null);
    String path = "/responsibility/groups/" + group;
    String without = "/responsibility/groups?withUnit=false&division=" + community;
    city.get(without).body("group", equalTo(List.of(group)));

    city.post(path + "/unit", Map.of("unit", bureau)).statusCode(200).body("unit", equalTo(bureau));
    city.edit(path + "/unit", 1, Map.of("unit", school))
        .statusCode(200)
        .body("version", equalTo(3));
    city.get("/units/" + bureau).body("groups", equalTo(0)).body("name", equalTo("县税务局"));
    city.get("/units/" + school).body("groups", equalTo(1));
    city.post("/units/" + school + "/dissolution")
        .statusCode(409)
        .body("code", equalTo("UNIT_ANSWERS_FOR_GROUPS"));
    city.get(without).body("$", hasSize(0));

    city.edit(path + "/release", 3, Map.of()).statusCode(200).body("unit", nullValue());
    city.get(without).body("group", equalTo(List.of(group)));
    city.post("/units/" + school + "/dissolution").statusCode(200).body("dissolved", equalTo(true));
    city.post(path + "/unit", Map.of("unit", school))
        .statusCode(409)
        .body("code", equalTo("UNIT_DISSOLVED"));
    city.post(path + "/unit", Map.of("unit", unit("422822100011", "镇政府")))
        .statusCode(409)
        .body("code", equalTo("GROUP_OF_ANOTHER_COMMUNITY"));
    city.post("/units", Map.of("community", community, "name", " ")).statusCode(422);
    city.post("/responsibility/groups/" + UUID.randomUUID() + "/release").statusCode(404);
  }

  @Test
  void whereAGroupIsNoMoreNoUnitAnswers() {
    String community = "422822100012";
    String bureau = unit(community, "县税务局");
    String group = place(community, "GROUP", "二组", null);
    String path = "/responsibility/groups/" + group;
    city.post(path + "/unit", Map.of("unit", bureau)).statusCode(200);

    city.post("/places/" + group + "/closing").statusCode(200);

    city.get("/units/" + bureau).body("groups", equalTo(0));
    city.get("/responsibility/groups?division=" + community).body("$", hasSize(0));
    city.post(path + "/unit", Map.of("unit", bureau))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_GROUP"));
  }

  private String unit(String community, String name) {
    return city.post("/units", Map.of("community", community, "name", name))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private List<String> told(String stream) throws SQLException {
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select split_part(type, '.', 4) from event where stream = '"
                        + stream
                        + "' order by version")) {
      List<String> types = new ArrayList<>();
      while (rows.next()) {
        types.add(rows.getString(1));
      }
      return types;
    }
  }
}
