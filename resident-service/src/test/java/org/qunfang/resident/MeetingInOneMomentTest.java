package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/**
 * Two commands that rest on each other's facts, told in one moment: the first has looked and is
 * stopped before it has stored what it decided, the second looks meanwhile.
 */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class MeetingInOneMomentTest {

  private static final String COMMUNITY = "422822101005";
  private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();

  Tokens tokens;
  PostgresPart.Database database;
  Caller city;

  @BeforeEach
  void arrive() {
    city = Caller.person(tokens, "city-enshi");
  }

  /**
   * @param table that only the first one writes, and late
   */
  private Meeting meet(
      String table, Supplier<ValidatableResponse> first, Supplier<ValidatableResponse> second)
      throws SQLException {
    return stoppedBy("lock table " + table + " in share mode", first, second);
  }

  private Meeting stoppedBy(
      String lock, Supplier<ValidatableResponse> first, Supplier<ValidatableResponse> second)
      throws SQLException {
    return Meeting.at(lock, database, first, second);
  }

  private int count(String rows) throws SQLException {
    try (var connection = database.connect();
        var count = connection.createStatement().executeQuery("select count(*) from " + rows)) {
      count.next();
      return count.getInt(1);
    }
  }

  private String worker(String kind) {
    return city.post("/workers", Map.of("community", COMMUNITY, "kind", kind))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse grid(String leader) {
    return city.post(
        "/grids", Map.of("community", COMMUNITY, "kind", "GRID", "name", "第一网格", "leader", leader));
  }

  @Test
  void whoStandsDownIsGivenNoGrid() throws SQLException {
    String leader = worker("CADRE");
    Meeting answers =
        meet("grid", () -> grid(leader), () -> city.post("/workers/" + leader + "/stand-down"));
    answers.first().statusCode(201);
    answers.second().statusCode(409).body("code", equalTo("LEADS_GRIDS"));
  }

  @Test
  void ofTwoWhoRegisterADoorOneFindsTheOtherThere() throws SQLException {
    Map<String, Object> home =
        Map.of("community", COMMUNITY, "tenure", "OWNER", "door", UUID.randomUUID().toString());
    Meeting answers =
        meet(
            "household_door",
            () -> city.post("/households", home),
            () -> city.post("/households", home));
    String first = answers.first().statusCode(201).extract().path("id");
    answers
        .second()
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_AT_DOOR"))
        .body("household", equalTo(first));
  }

  @Test
  void whoeverCorrectsATenureFindsWhoCameToTheDoorMeanwhile() throws SQLException {
    String door = UUID.randomUUID().toString();
    String tenant =
        city.post("/households", Map.of("community", COMMUNITY, "tenure", "TENANT", "door", door))
            .statusCode(201)
            .extract()
            .path("id");
    Meeting answers =
        meet(
            "household_door",
            () ->
                city.post(
                    "/households", Map.of("community", COMMUNITY, "tenure", "OWNER", "door", door)),
            () -> city.edit("/households/" + tenant + "/correction", 1, Map.of("tenure", "OWNER")));
    String first = answers.first().statusCode(201).extract().path("id");
    answers
        .second()
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_AT_DOOR"))
        .body("household", equalTo(first));
  }

  @Test
  void ofTwoWhoGiveAGroupItsFirstUnitOneIsRefused() throws SQLException {
    String group =
        city.post("/places", Map.of("community", COMMUNITY, "kind", "GROUP", "name", "三组"))
            .statusCode(201)
            .extract()
            .path("id");
    String bureau = unit("县税务局");
    String school = unit("第一小学");
    String path = "/responsibility/groups/" + group + "/unit";
    Meeting answers =
        meet(
            "group_duty",
            () -> city.post(path, Map.of("unit", bureau)),
            () -> city.post(path, Map.of("unit", school)));
    answers.first().statusCode(200);
    answers
        .second()
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"))
        .body("version", equalTo(1));
    city.get("/responsibility/groups?division=" + COMMUNITY)
        .body("find { it.group == '" + group + "' }.unit", equalTo(bureau));
  }

  private ValidatableResponse assign(String household, String cadre, List<String> from) {
    return city.post(
        "/responsibility/assignments",
        Map.of("cadre", cadre, "households", List.of(household), "from", from));
  }

  @Test
  void ofTwoWhoTakeAHouseholdFromTheSameCadreOneIsRefused() throws SQLException {
    String household = city.household(COMMUNITY);
    String before = worker("CADRE");
    String one = worker("CADRE");
    String other = worker("CADRE");
    assign(household, before, List.of()).statusCode(200);
    Meeting answers =
        meet(
            "household_duty",
            () -> assign(household, one, List.of(before)),
            () -> assign(household, other, List.of(before)));
    answers.first().statusCode(200).body("households", equalTo(1));
    answers
        .second()
        .statusCode(409)
        .body("code", equalTo("OTHERS_ANSWER"))
        .body("from", equalTo(List.of(one)));
    city.get("/responsibility/households/" + household).body("cadre", equalTo(one));
  }

  private String unit(String name) {
    return city.post("/units", Map.of("community", COMMUNITY, "name", name))
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void whoStandsDownIsOnNoShift() throws SQLException {
    String volunteer = worker("VOLUNTEER");
    Map<String, Object> gate =
        Map.of(
            "community",
            COMMUNITY,
            "kind",
            "GATE",
            "from",
            "00:00",
            "until",
            "00:00",
            "workers",
            1);
    String post = city.post("/duty-posts", gate).statusCode(201).extract().path("id");
    Meeting answers =
        meet(
            "shift",
            () ->
                city.post(
                    "/shifts",
                    Map.of(
                        "worker",
                        volunteer,
                        "post",
                        post,
                        "from",
                        "2100-01-01T08:00:00+08:00",
                        "until",
                        "2100-01-01T16:00:00+08:00")),
            () -> city.post("/workers/" + volunteer + "/stand-down"));
    answers.second().statusCode(200);
    String shift = answers.first().statusCode(201).extract().path("id");
    city.get("/shifts/" + shift).body("calledOff", equalTo(true));
  }

  private Map<String, Object> somebody() {
    return Map.of(
        "residency", "RESIDENT", "name", "某" + UUID.randomUUID(), "birthDate", "1980-01-02");
  }

  /** Nobody else is called like them: they are compared with nobody meanwhile. */
  private List<String> residents(String household, int count) {
    return city.post(
            "/households/" + household + "/residents",
            Stream.generate(this::somebody).limit(count).toList())
        .statusCode(201)
        .extract()
        .path("ids");
  }

  private ValidatableResponse group(List<String> households, String leader) {
    return city.post(
        "/watch-groups",
        Map.of(
            "community",
            COMMUNITY,
            "households",
            households,
            "leadingHousehold",
            households.get(0),
            "leader",
            leader));
  }

  private ValidatableResponse close(String household) {
    return city.post("/households/" + household + "/closing", Map.of("reason", "EMPTY"));
  }

  @Test
  void whoLeavesLeadsNoNeighbours() throws SQLException {
    String household = city.household(COMMUNITY);
    List<String> residents = residents(household, 2);
    String group = group(List.of(household), residents.get(0)).statusCode(201).extract().path("id");
    Meeting answers =
        meet(
            "watch_group",
            () ->
                city.edit(
                    "/watch-groups/" + group + "/leader",
                    1,
                    Map.of("household", household, "resident", residents.get(1))),
            () -> city.post("/residents/" + residents.get(1) + "/departure"));
    answers.first().statusCode(422).body("code", equalTo("LEADER_NOT_IN_GROUP"));
    answers.second().statusCode(200);
  }

  @Test
  void aHouseholdThatIsClosedIsInNoGroup() throws SQLException {
    String household = city.household(COMMUNITY);
    String leader = residents(household, 1).get(0);
    String empty = city.household(COMMUNITY);
    Meeting answers =
        meet("watch_group", () -> group(List.of(household, empty), leader), () -> close(empty));
    answers.second().statusCode(200);
    String group = answers.first().statusCode(201).extract().path("id");
    city.get("/watch-groups/" + group).body("households", equalTo(List.of(household)));
  }

  @Test
  void aHouseholdThatIsClosedIsInNoGrid() throws SQLException {
    String grid = grid(worker("CADRE")).statusCode(201).extract().path("id");
    String empty = city.household(COMMUNITY);
    Meeting answers =
        meet(
            "grid_household",
            () -> city.post("/grids/" + grid + "/households", Map.of("households", List.of(empty))),
            () -> close(empty));
    answers.first().statusCode(200);
    answers.second().statusCode(200);
    city.get("/grids/" + grid).body("households", equalTo(0));
  }

  private String round(String community) {
    return city.post("/screening-rounds", Map.of("community", community))
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void whoVisitsDoesNotWaitForThoseWhoAreStillTakingWhomTheyExcuse() throws SQLException {
    String community = "422822101201";
    List<String> homes =
        Stream.generate(() -> city.household(community)).limit(2).sorted().toList();
    String excuses = "/screening-rounds/" + round(community) + "/excuses";
    Meeting answers =
        Meeting.past(
            "select from screening_household where household = '%s' for update"
                .formatted(homes.get(0)),
            database,
            () -> city.post(excuses, Map.of("households", homes, "reason", "MOVED_AWAY")),
            () ->
                city.post(
                    "/households/" + homes.get(1) + "/visits", Map.of("outcome", "NOBODY_HOME")));
    answers.first().statusCode(200).body("coverage.householdsExcused", equalTo(2));
    answers.second().statusCode(200);
  }

  @Test
  void whoComesWhileARoundIsClosedIsNotMissedInIt() throws SQLException {
    String community = "422822101204";
    String round = round(community);
    Meeting answers =
        stoppedBy(
            "select from screening_round where id = '%s' for update".formatted(round),
            () -> city.post("/households", Map.of("community", community, "tenure", "OWNER")),
            () -> city.post("/screening-rounds/" + round + "/closing"));
    String household = answers.first().statusCode(201).extract().path("id");
    answers.second().statusCode(200).body("coverage.households", equalTo(0));
    assertThat(count("screening_household where household = '" + household + "'")).isOne();
    city.get("/screening-rounds/" + round + "/missing")
        .statusCode(200)
        .body("household", equalTo(List.of()));
  }

  @Test
  void whatIsWithdrawnWhileItIsLaidOutStandsNowhere() throws SQLException {
    String notice = UUID.randomUUID().toString();
    Map<String, Object> publishing =
        Map.of(
            "id",
            notice,
            "division",
            "422822101000",
            "kind",
            "GUIDE",
            "title",
            "居家防护指南",
            "text",
            "戴口罩，勤洗手，少出门。");
    Meeting answers =
        meet(
            "notice_coverage",
            () -> city.post("/notices", publishing),
            () -> city.post("/notices/" + notice + "/withdrawal"));
    answers.first().statusCode(201);
    answers.second().statusCode(200);
    assertThat(count("notice_coverage where not withdrawn and notice = '" + notice + "'")).isZero();
  }

  private String caseOf(String resident) {
    return report(resident).statusCode(201).extract().path("id");
  }

  private ValidatableResponse report(String resident) {
    return city.post("/cases", Map.of("resident", resident, "caseClass", "CONFIRMED"));
  }

  private String resident() {
    return residents(city.household(COMMUNITY), 1).get(0);
  }

  private ValidatableResponse trace(String known, String resident) {
    return city.post(
        "/cases/" + known + "/contacts",
        Map.of(
            "resident",
            resident,
            "contactClass",
            "CLOSE",
            "setting",
            "MEAL",
            "lastExposure",
            TODAY));
  }

  @Test
  void whoIsACaseIsNotCertified() throws SQLException {
    String resident = resident();
    Meeting answers =
        meet(
            "health_certificate",
            () -> city.post("/certificates", Map.of("resident", resident)),
            () -> report(resident));
    answers.second().statusCode(201);
    String certificate = answers.first().statusCode(201).extract().path("id");
    city.get("/certificates/" + certificate).body("reason", equalTo("CASE_REPORTED"));
  }

  @Test
  void whoIsACaseIsWatchedAsNoContact() throws SQLException {
    String known = caseOf(resident());
    String resident = resident();
    Meeting answers = meet("contact", () -> trace(known, resident), () -> report(resident));
    answers.second().statusCode(201);
    String contact = answers.first().statusCode(201).extract().path("id");
    city.get("/contacts/" + contact).body("status", equalTo("INFECTED"));
  }

  @Test
  void whoDiesWhileTheyMoveLeavesWhereTheyMovedTo() throws SQLException {
    String resident = resident();
    String known = caseOf(resident);
    String home = city.household(COMMUNITY);
    Meeting answers =
        meet(
            "former_home",
            () -> city.edit("/residents/" + resident + "/move", 1, Map.of("household", home)),
            () -> city.post("/decisions/cases/" + known + "/death"));
    answers.first().statusCode(200);
    answers.second().statusCode(200);
    city.get("/residents/" + resident)
        .body("resident.gone", equalTo(true))
        .body("resident.household", equalTo(home));
    city.get("/households/" + home).body("people", equalTo(0));
  }

  private String pairOf(String resident) {
    Compared.all(database);
    return city.get("/possible-duplicates?limit=200&sort=NEWEST&division=" + COMMUNITY)
        .extract()
        .path("find { it.resident == '" + resident + "' }.id");
  }

  private List<String> namesakes(int count) {
    Map<String, Object> person = somebody();
    return city.post(
            "/households/" + city.household(COMMUNITY) + "/residents",
            Collections.nCopies(count, person))
        .statusCode(201)
        .extract()
        .path("ids");
  }

  @Test
  void whatHangsOnAnEntryIsNotMergedAway() throws SQLException {
    String known = caseOf(resident());
    List<String> entries = namesakes(2);
    String pair = pairOf(entries.get(1));
    Meeting answers =
        meet(
            "contact",
            () -> trace(known, entries.get(1)),
            () -> city.post("/possible-duplicates/" + pair + "/merger"));
    answers.first().statusCode(409).body("code", equalTo("RESIDENT_LEFT"));
    answers.second().statusCode(200);
  }

  @Test
  void whoLeavesWhileNamesakesAreComparedIsOfferedToNobody() throws SQLException {
    Map<String, Object> person = somebody();
    String home = "/households/" + city.household(COMMUNITY) + "/residents";
    String left = city.post(home, List.of(person)).statusCode(201).extract().path("ids[0]");
    Compared.all(database);
    String here = UUID.randomUUID().toString();
    Map<String, Object> another = new HashMap<>(person);
    another.put("id", here);
    Meeting answers =
        stoppedBy(
            """
            insert into possible_duplicate (id, community, resident, other, other_community, found)
            values (gen_random_uuid(), '%1$s', '%2$s', '%3$s', '%1$s', now())
            """
                .formatted(COMMUNITY, here, left),
            () -> city.post(home, List.of(another)),
            () -> city.post("/residents/" + left + "/departure"));
    answers.first().statusCode(201);
    answers.second().statusCode(200);
    Compared.all(database);
    assertThat(count("possible_duplicate where settled is null and resident = '" + here + "'"))
        .isZero();
  }
}
