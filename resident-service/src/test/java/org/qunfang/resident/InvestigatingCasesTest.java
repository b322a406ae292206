package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.qunfang.resident.Caller.GUANPO;
import static org.qunfang.resident.Caller.unknown;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class InvestigatingCasesTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final Instant ANHOUR_AGO = Instant.now().minus(Duration.ofHours(1));

  Tokens tokens;
  KafkaPart kafka;
  PostgresPart.Database database;
  Caller cadre;
  Caller officer;
  Caller guanpo;
  private Neighbour gates;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    officer = Caller.person(tokens, "street-wuyangba");
    guanpo = Caller.person(tokens, "cadre-guanpo");
    gates = new Neighbour(kafka.bootstrapServers());
  }

  @AfterEach
  void leave() {
    gates.close();
  }

  private static ValidatableResponse put(Caller caller, String etag, String path, Object body) {
    return caller
        .request()
        .header("If-Match", etag)
        .contentType(ContentType.JSON)
        .body(body)
        .put(path)
        .then();
  }

  private String caseOf(String resident, String caseClass) {
    return cadre
        .post("/cases", Map.of("resident", resident, "caseClass", caseClass))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String contact(String known, String resident, String contactClass, LocalDate last) {
    return cadre
        .post(
            "/cases/" + known + "/contacts",
            Map.of(
                "resident",
                resident,
                "contactClass",
                contactClass,
                "lastExposure",
                last.toString(),
                "setting",
                "MEAL"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String elsewhere(Caller caller) {
    String household =
        caller
            .post("/households", Map.of("community", GUANPO, "tenure", "OWNER"))
            .statusCode(201)
            .extract()
            .path("id");
    return caller
        .post(
            "/households/" + household + "/residents",
            List.of(Map.of("residency", "RESIDENT", "name", "某丁")))
        .statusCode(201)
        .extract()
        .path("ids[0]");
  }

  @Test
  void onsetAndSourceAreFoundAndCorrectedByThoseWhoLooked() {
    String infecting = caseOf(cadre.resident(), "CONFIRMED");
    String known =
        cadre
            .post(
                "/cases",
                Map.of(
                    "resident", cadre.resident(),
                    "caseClass", "SUSPECTED",
                    "onset", TODAY.minusDays(2).toString()))
            .statusCode(201)
            .body("reportedAs", equalTo("SUSPECTED"))
            .body("onset", equalTo(TODAY.minusDays(2).toString()))
            .header("ETag", equalTo("\"2\""))
            .extract()
            .path("id");
    cadre
        .request()
        .contentType(ContentType.JSON)
        .body(Map.of("onset", TODAY.toString()))
        .put("/cases/" + known + "/onset")
        .then()
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    put(cadre, "\"2\"", "/cases/" + known + "/onset", Map.of("onset", TODAY.toString()))
        .statusCode(200)
        .body("onset", equalTo(TODAY.toString()));
    put(cadre, "\"2\"", "/cases/" + known + "/onset", Map.of("onset", TODAY.toString()))
        .statusCode(412);
    put(cadre, "\"3\"", "/cases/" + known + "/onset", Map.of("onset", TODAY.plusDays(1).toString()))
        .statusCode(422)
        .body("code", equalTo("ONSET_IN_FUTURE"));

    put(
            cadre,
            "\"3\"",
            "/cases/" + known + "/source",
            Map.of("source", "CASE", "sourceCase", infecting))
        .statusCode(200)
        .body("source", equalTo("CASE"))
        .body("sourceCase", equalTo(infecting));
    put(
            cadre,
            "*",
            "/cases/" + infecting + "/source",
            Map.of("source", "CASE", "sourceCase", known))
        .statusCode(428);
    put(
            cadre,
            "\"1\"",
            "/cases/" + infecting + "/source",
            Map.of("source", "CASE", "sourceCase", known))
        .statusCode(409)
        .body("code", equalTo("SOURCE_GOES_IN_A_CIRCLE"));
    put(
            cadre,
            "\"4\"",
            "/cases/" + known + "/source",
            Map.of("source", "CASE", "sourceCase", unknown()))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CASE"));
    put(cadre, "\"4\"", "/cases/" + known + "/source", Map.of("source", "CASE"))
        .statusCode(422)
        .body("code", equalTo("SOURCE_AMBIGUOUS"));
    put(
            cadre,
            "\"4\"",
            "/cases/" + known + "/source",
            Map.of("source", "IMPORTED", "origin", "420100000000"))
        .statusCode(200)
        .body("origin", equalTo("420100000000"))
        .body("sourceCase", nullValue());
    put(guanpo, "\"5\"", "/cases/" + known + "/source", Map.of("source", "UNKNOWN"))
        .statusCode(404);

    cadre
        .get("/cases?limit=200&source=IMPORTED&reportedAs=SUSPECTED&from=" + ANHOUR_AGO)
        .statusCode(200)
        .body("id", hasItem(known));
    cadre
        .get("/cases?limit=200&source=IMPORTED&to=" + ANHOUR_AGO)
        .statusCode(200)
        .body("id", not(hasItem(known)));
  }

  @Test
  void aContactWhoIsConfirmedEndsAsACaseAndTheChainGoesOn() {
    String first = caseOf(cadre.resident(), "CONFIRMED");
    String met = cadre.resident();
    String contact = contact(first, met, "CLOSE", TODAY);
    String second = caseOf(met, "SUSPECTED");
    cadre.get("/contacts/" + contact).body("status", equalTo("WATCHED"));

    officer.post("/decisions/cases/" + second + "/confirmation").statusCode(200);
    cadre
        .get("/contacts/" + contact)
        .body("status", equalTo("INFECTED"))
        .body("cleared", equalTo(false))
        .body("became", equalTo(second));
    cadre
        .post("/contacts/" + contact + "/clearance")
        .statusCode(409)
        .body("code", equalTo("CONTACT_INFECTED"));

    String third = contact(second, cadre.resident(), "SECONDARY", TODAY);
    cadre
        .get("/cases/" + first + "/chain?direction=ONWARD")
        .statusCode(200)
        .body("nodes.id", contains(first, second, third))
        .body("nodes.kind", contains("CASE", "CASE", "CONTACT"))
        .body("nodes.generation", contains(0, 1, 2))
        .body("edges.from", contains(first, second))
        .body("edges.to", contains(second, third))
        .body("edges.contactClass", contains("CLOSE", "SECONDARY"))
        .body("complete", equalTo(true));
    cadre
        .get("/cases/" + second + "/chain?direction=BACK&generations=1")
        .body("nodes.id", containsInAnyOrder(first, second))
        .body("edges.found", contains(false));
    cadre
        .get("/cases/" + first + "/chain?direction=ONWARD&generations=1")
        .body("nodes.id", contains(first, second));

    put(
            cadre,
            "\"2\"",
            "/cases/" + second + "/source",
            Map.of("source", "CASE", "sourceCase", first))
        .statusCode(200);
    cadre.get("/cases/" + second + "/chain?direction=BACK").body("edges.found", contains(true));
    put(cadre, "\"3\"", "/cases/" + second + "/source", Map.of("source", "UNKNOWN"))
        .statusCode(200);
    cadre.get("/cases/" + second + "/chain?direction=BACK").body("edges.found", contains(false));
  }

  @Test
  void casesThatAreToldToHaveInfectedEachOtherAtOnceDoNot() {
    String one = caseOf(cadre.resident(), "CONFIRMED");
    String two = caseOf(cadre.resident(), "CONFIRMED");
    String three = caseOf(cadre.resident(), "CONFIRMED");
    Map<String, String> sources = Map.of(one, two, two, three, three, one);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var told =
          sources.entrySet().stream()
              .map(
                  each ->
                      CompletableFuture.supplyAsync(
                          () ->
                              put(
                                      cadre,
                                      "\"1\"",
                                      "/cases/" + each.getKey() + "/source",
                                      source(each.getValue()))
                                  .extract()
                                  .statusCode(),
                          threads))
              .toList();
      assertThat(told).extracting(CompletableFuture::join).containsOnlyOnce(409).contains(200);
    }
  }

  @Test
  void whoTracesOrReportsOnAVersionHasSeenTheCaseOrTheResident() {
    String resident = cadre.resident();
    Map<String, Object> report =
        Map.of("resident", resident, "caseClass", "CONFIRMED", "onset", TODAY.toString());
    cadre.edit("/cases", 2, report).statusCode(412).body("code", equalTo("VERSION_CHANGED"));
    String known = cadre.edit("/cases", 1, report).statusCode(201).extract().path("id");
    String circle = "/cases/" + known + "/contacts/of-list";
    Map<String, Object> list = list(List.of(cadre.resident()));
    cadre.edit(circle, 1, list).statusCode(412).body("version", equalTo(2));
    cadre.edit(circle, 2, list).statusCode(200).body("traced", equalTo(1));
  }

  @Test
  void whatNoCaseOrContactCanBeIsRefusedAndNotAnEmptyList() {
    for (String list :
        List.of(
            "/cases?status=ILL",
            "/cases?source=AIR",
            "/contacts?status=LOST",
            "/contacts?contactClass=NEAR")) {
      cadre.get(list).statusCode(400).body("code", equalTo("MALFORMED_PARAMETER"));
    }
  }

  @Test
  void aSourceWithoutTracingIsInTheChainUntilItIsCorrected() {
    String first = caseOf(cadre.resident(), "CONFIRMED");
    String second = caseOf(cadre.resident(), "ASYMPTOMATIC");
    put(
            cadre,
            "\"1\"",
            "/cases/" + second + "/source",
            Map.of("source", "CASE", "sourceCase", first))
        .statusCode(200);
    cadre.get("/cases/" + first + "/chain").body("nodes.id", contains(first, second));
    put(cadre, "\"2\"", "/cases/" + second + "/source", Map.of("source", "UNKNOWN"))
        .statusCode(200);
    cadre.get("/cases/" + first + "/chain").body("nodes.id", contains(first));
  }

  private void ruleOut(String known) {
    officer.post("/decisions/cases/" + known + "/ruling-out").statusCode(200);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  @Test
  void aCaseThatWasNoneHasNoContactsInfectedNobodyAndIsInNoChain() {
    String infecting = caseOf(cadre.resident(), "CONFIRMED");
    String suspect = cadre.resident();
    String stillContact = contact(infecting, suspect, "CLOSE", TODAY);
    String none = caseOf(suspect, "SUSPECTED");
    put(cadre, "\"1\"", "/cases/" + none + "/source", source(infecting)).statusCode(200);
    String contact = contact(none, cadre.resident(), "CLOSE", TODAY);
    String infected = caseOf(cadre.resident(), "CONFIRMED");
    put(cadre, "\"1\"", "/cases/" + infected + "/source", source(none)).statusCode(200);
    String chain = "/cases/" + infected + "/chain?direction=BACK";
    cadre.get(chain).body("nodes.id", contains(infected, none, infecting));

    ruleOut(none);
    eventually(() -> cadre.get("/contacts/" + contact).body("status", equalTo("CLEARED")));
    eventually(
        () ->
            cadre
                .get("/cases/" + infected)
                .body("source", equalTo("UNKNOWN"))
                .body("sourceCase", nullValue()));
    eventually(() -> cadre.get(chain).body("nodes.id", contains(infected)));
    eventually(
        () ->
            cadre
                .get("/cases/" + infecting + "/chain")
                .body("nodes.id", contains(infecting, stillContact)));
    cadre.get("/cases/" + none + "/chain").body("edges", empty());
    cadre.get("/contacts/" + stillContact).body("status", equalTo("WATCHED"));

    put(cadre, "\"3\"", "/cases/" + infected + "/source", source(none))
        .statusCode(409)
        .body("code", equalTo("SOURCE_RULED_OUT"));
    put(cadre, "\"2\"", "/contacts/" + contact + "/class", Map.of("contactClass", "SECONDARY"))
        .statusCode(200)
        .body("status", equalTo("CLEARED"));
    cadre
        .post("/contacts/" + contact + "/exposures", Map.of("lastExposure", TODAY.toString()))
        .statusCode(200)
        .body("status", equalTo("CLEARED"));
  }

  private static Map<String, Object> source(String by) {
    return Map.of("source", "CASE", "sourceCase", by);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodyStaysWatchedForACaseThatIsRuledOutAtTheSameMoment(boolean tracedFirst)
      throws Exception {
    String none = caseOf(cadre.resident(), "SUSPECTED");
    List<String> people = cadre.residents(3);
    Compared.all(database);
    Supplier<Integer> tracing =
        () ->
            cadre.post("/cases/" + none + "/contacts/of-list", list(people)).extract().statusCode();
    Supplier<Integer> rulingOut =
        () -> officer.post("/decisions/cases/" + none + "/ruling-out").extract().statusCode();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection gate = database.connect()) {
      gate.setAutoCommit(false);
      ask(gate, "select 1 from known_case where id = '" + none + "' for update");
      var first = CompletableFuture.supplyAsync(tracedFirst ? tracing : rulingOut, threads);
      untilWaiting(1);
      var second = CompletableFuture.supplyAsync(tracedFirst ? rulingOut : tracing, threads);
      untilWaiting(2);
      gate.commit();
      assertThat(first.join()).isEqualTo(200);
      assertThat(second.join()).isEqualTo(tracedFirst ? 200 : 409);
    }
    eventually(
        () ->
            cadre
                .get("/contacts?case=" + none)
                .body("status", everyItem(equalTo("CLEARED")))
                .body("", hasSize(tracedFirst ? people.size() : 0)));
  }

  /** Until so many transactions wait for the case; others may wait for something else. */
  private void untilWaiting(int many) {
    await()
        .untilAsserted(
            () -> {
              try (Connection watch = database.connect()) {
                assertThat(
                        ask(
                            watch,
                            """
                            select count(*) from pg_stat_activity
                             where datname = current_database() and query like '%known_case%'
                               and cardinality(pg_blocking_pids(pid)) > 0
                            """))
                    .isEqualTo(many);
              }
            });
  }

  private static int ask(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getInt(1);
    }
  }

  @Test
  void whoRecoveredOrDiedIsNoHealthyContact() {
    String known = caseOf(cadre.resident(), "CONFIRMED");
    String recovered = cadre.resident();
    String before = caseOf(recovered, "CONFIRMED");
    officer.post("/decisions/cases/" + before + "/recovery").statusCode(200);
    String dead = cadre.resident();
    officer.post("/decisions/cases/" + caseOf(dead, "CONFIRMED") + "/death").statusCode(200);
    Map<String, Object> close =
        Map.of("contactClass", "CLOSE", "lastExposure", TODAY.toString(), "setting", "MEAL");
    for (var each : Map.of(recovered, "CONTACT_RECOVERED", dead, "CONTACT_DIED").entrySet()) {
      Map<String, Object> tracing = new HashMap<>(close);
      tracing.put("resident", each.getKey());
      cadre
          .post("/cases/" + known + "/contacts", tracing)
          .statusCode(409)
          .body("code", equalTo(each.getValue()));
    }
    cadre.get("/contacts?case=" + known).body("", empty());
  }

  private ValidatableResponse death(String known) {
    return officer.post("/decisions/cases/" + known + "/death").statusCode(200);
  }

  @Test
  void whoIsTracedAloneIsRefusedAsOneOfMany() {
    String known = caseOf(cadre.resident(), "CONFIRMED");
    String left = cadre.resident();
    cadre.post("/residents/" + left + "/departure").statusCode(200);
    for (var each :
        Map.of(left, "RESIDENT_LEFT", elsewhere(guanpo), "NO_SUCH_RESIDENT").entrySet()) {
      cadre
          .post(
              "/cases/" + known + "/contacts",
              Map.of(
                  "resident",
                  each.getKey(),
                  "contactClass",
                  "CLOSE",
                  "lastExposure",
                  TODAY.toString(),
                  "setting",
                  "MEAL"))
          .body("code", equalTo(each.getValue()))
          .body("index", equalTo(0));
    }
  }

  @Test
  void whoDiesLeavesAsAllDoWhoLeave() {
    String dead = cadre.residents(2).get(0);
    String home = "/households/" + home(dead);
    cadre.post("/residents/" + dead + "/special-care", Map.of("care", "DIALYSIS")).statusCode(200);
    String known = caseOf(dead, "CONFIRMED");
    for (int times = 0; times < 2; times++) {
      death(known).body("status", equalTo("DIED"));
      cadre
          .get("/residents/" + dead)
          .body("resident.gone", equalTo(true))
          .body("resident.special", equalTo(false));
      cadre.get(home).body("people", equalTo(1));
    }
    cadre
        .get("/residents/" + dead + "/file?kind=ResidentLeft")
        .body("entries", hasSize(1))
        .body("entries[0].data.died", equalTo(true));
  }

  @Test
  void whereTheLastOneDiesTheHouseholdCanBeClosed() {
    String dead = cadre.resident();
    String home = home(dead);
    death(caseOf(dead, "CONFIRMED"));
    cadre
        .post("/households/" + home + "/closing", Map.of("reason", "EMPTY"))
        .statusCode(200)
        .body("people", equalTo(0));
  }

  @Test
  void whoDiesAfterMovingElsewhereLeavesThere() throws SQLException {
    Caller city = Caller.person(tokens, "city-enshi");
    String community = "422822101005";
    String dead = cadre.resident();
    String known = caseOf(dead, "CONFIRMED");
    String home = city.household(community);
    moves(city, dead, home);
    death(known);
    city.get("/residents/" + dead).body("resident.gone", equalTo(true));
    city.get("/households/" + home).body("people", equalTo(0));
    try (Connection connection = database.connect()) {
      assertThat(
              ask(
                  connection,
                  """
                  select count(*) from event
                   where stream = 'resident-%s' and type like '%%.ResidentLeft.v1' and community = '%s'
                  """
                      .formatted(dead, community)))
          .isOne();
    }
  }

  @Test
  void whoLeftBeforeTheyDiedHasLeftOnce() {
    String dead = cadre.resident();
    String known = caseOf(dead, "CONFIRMED");
    cadre.post("/residents/" + dead + "/departure").statusCode(200);
    death(known).body("status", equalTo("DIED"));
    cadre
        .get("/residents/" + dead + "/file?kind=ResidentLeft")
        .body("entries", hasSize(1))
        .body("entries[0].data.died", nullValue());
  }

  @Test
  void whoIsTracedAsACaseAlreadyIsNotWatchedTwice() {
    String first = caseOf(cadre.resident(), "CONFIRMED");
    String met = cadre.resident();
    String second = caseOf(met, "ASYMPTOMATIC");
    String contact = contact(first, met, "CLOSE", TODAY);
    cadre
        .get("/contacts/" + contact)
        .body("status", equalTo("INFECTED"))
        .body("became", equalTo(second));
  }

  @Test
  void inAChainPeopleOfOtherDivisionsAreElsewhere() throws Exception {
    Caller district = Caller.person(tokens, "city-enshi");
    String first = caseOf(cadre.resident(), "CONFIRMED");
    String stranger = elsewhere(guanpo);
    district
        .post(
            "/cases/" + first + "/contacts/of-list",
            Map.of(
                "residents",
                List.of(stranger, cadre.resident()),
                "contactClass",
                "CLOSE",
                "setting",
                "MEAL",
                "lastExposure",
                TODAY.toString()))
        .statusCode(200)
        .body("traced", equalTo(2));
    String chain =
        cadre
            .get("/cases/" + first + "/chain")
            .statusCode(200)
            .body("nodes.kind", containsInAnyOrder("CASE", "CONTACT", "ELSEWHERE"))
            .extract()
            .asString();
    assertThat(chain).doesNotContain(stranger, GUANPO).contains("elsewhere-1");
    district
        .get("/cases/" + first + "/chain")
        .body("nodes.kind", containsInAnyOrder("CASE", "CONTACT", "CONTACT"));
    guanpo.get("/cases/" + first + "/chain").statusCode(404).body("code", equalTo("NO_SUCH_CASE"));

    String graph =
        cadre
            .get("/cases/" + first + "/chain/graphml")
            .statusCode(200)
            .contentType("application/graphml+xml")
            .extract()
            .asString();
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(graph.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("node").getLength()).isEqualTo(3);
    assertThat(document.getElementsByTagName("edge").getLength()).isEqualTo(2);
    assertThat(graph).doesNotContain(stranger, GUANPO);
    guanpo.get("/cases/" + first + "/chain/graphml").statusCode(404);
    cadre.get("/cases/" + first + "/chain?generations=11").statusCode(422);
  }

  @Test
  void aChainOfThousandsIsFollowedToItsEnd() throws SQLException {
    String root = caseOf(cadre.resident(), "CONFIRMED");
    try (var connection = database.connect();
        var insert =
            connection.prepareStatement(
                """
                with recursive person (n, id) as materialized (
                       select n, case n when 1 then ?::uuid else gen_random_uuid() end from generate_series(1, 5000) n)
                insert into infection_edge (case_id, case_resident, case_community, resident, community, became)
                select p.id, gen_random_uuid(), '422801001008', gen_random_uuid(), '422801001008', c.id
                  from person c join person p on p.n = c.n / 5 + 1
                 where c.n > 1 and p.n < c.n
                """)) {
      insert.setString(1, root);
      insert.executeUpdate();
    }
    String path = "/cases/" + root + "/chain?generations=10&direction=ONWARD";
    assertThat(cadre.get(path).statusCode(200).extract().<List<String>>path("nodes.id"))
        .hasSizeGreaterThan(4_900);
  }

  @Test
  void aContactIsReclassifiedAndExposedAgainAndTheDaysAreCounted() {
    String known = caseOf(cadre.resident(), "CONFIRMED");
    String contact = contact(known, cadre.resident(), "GENERAL", TODAY.minusDays(10));
    cadre
        .get("/contacts/" + contact)
        .body("daysSinceExposure", equalTo(10))
        .body("lastDay", equalTo(TODAY.minusDays(10).toString()));
    cadre.get("/contacts?overdue=true&limit=200&case=" + known).body("id", contains(contact));

    put(cadre, "\"1\"", "/contacts/" + contact + "/class", Map.of("contactClass", "SECONDARY"))
        .statusCode(200)
        .body("contactClass", equalTo("SECONDARY"))
        .body("lastDay", equalTo(TODAY.minusDays(3).toString()));
    cadre.get("/contacts?overdue=true&case=" + known).body("id", contains(contact));
    put(cadre, "\"2\"", "/contacts/" + contact + "/class", Map.of("contactClass", "CLOSE"))
        .statusCode(200);
    cadre.get("/contacts?overdue=true&case=" + known).body("", empty());
    put(cadre, "\"2\"", "/contacts/" + contact + "/class", Map.of("contactClass", "GENERAL"))
        .statusCode(412);

    cadre
        .post("/contacts/" + contact + "/exposures", Map.of("lastExposure", TODAY.toString()))
        .statusCode(200)
        .body("daysSinceExposure", equalTo(0))
        .body("setting", equalTo("MEAL"));
    cadre
        .post(
            "/contacts/" + contact + "/exposures",
            Map.of("lastExposure", TODAY.minusDays(1).toString()))
        .statusCode(409)
        .body("code", equalTo("EXPOSURE_NOT_LATER"));
    cadre
        .post(
            "/contacts/" + contact + "/exposures",
            Map.of("lastExposure", TODAY.plusDays(1).toString()))
        .statusCode(422)
        .body("code", equalTo("EXPOSURE_IN_FUTURE"));
    guanpo
        .post("/contacts/" + contact + "/exposures", Map.of("lastExposure", TODAY.toString()))
        .statusCode(404);
    cadre
        .get("/contacts?status=WATCHED&contactClass=CLOSE&case=" + known)
        .body("id", contains(contact));
    cadre.get("/contacts?cleared=true&case=" + known).body("", empty());
  }

  @Test
  void aHouseholdIsTracedAsAWholeAndOnce() {
    List<String> family = cadre.residents(4);
    cadre.post("/residents/" + family.get(3) + "/departure").statusCode(200);
    String known = caseOf(family.get(0), "CONFIRMED");
    Map<String, String> request = Map.of("contactClass", "CLOSE", "lastExposure", TODAY.toString());
    String path = "/cases/" + known + "/contacts/of-household";
    cadre
        .post(path, request)
        .statusCode(200)
        .body("traced", equalTo(2))
        .body("items.resident", containsInAnyOrder(family.get(1), family.get(2)))
        .body("items.outcome", contains("TRACED", "TRACED"))
        .body("elsewhere", equalTo(0));
    cadre.get("/contacts?case=" + known).body("setting", contains("HOUSEHOLD", "HOUSEHOLD"));
    cadre
        .post(path, request)
        .body("traced", equalTo(0))
        .body("items.outcome", contains("ALREADY_TRACED", "ALREADY_TRACED"));
    cadre
        .post(path, Map.of("contactClass", "CLOSE", "lastExposure", TODAY.minusDays(1).toString()))
        .body("items.outcome", contains("ALREADY_TRACED", "ALREADY_TRACED"))
        .body("items.reason", contains("EXPOSURE_NOT_LATER", "EXPOSURE_NOT_LATER"));
    cadre
        .post(
            path,
            Map.of(
                "household", unknown(), "contactClass", "CLOSE", "lastExposure", TODAY.toString()))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_HOUSEHOLD"));
    guanpo.post(path, request).statusCode(404).body("code", equalTo("NO_SUCH_CASE"));
  }

  @Test
  void ofAListAllAreTracedOrNobody() {
    String known = caseOf(cadre.resident(), "CONFIRMED");
    String path = "/cases/" + known + "/contacts/of-list";
    String one = cadre.resident();
    String other = cadre.resident();
    cadre
        .post(path, list(List.of(one, elsewhere(guanpo))))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_RESIDENT"))
        .body("index", equalTo(1));
    cadre.get("/contacts?case=" + known).body("", empty());

    contact(known, one, "CLOSE", TODAY);
    cadre
        .post(path, list(List.of(one, other, other)))
        .statusCode(200)
        .body("traced", equalTo(1))
        .body("items.outcome", contains("ALREADY_TRACED", "TRACED"));
    cadre.post("/residents/" + other + "/departure").statusCode(200);
    String next = caseOf(cadre.resident(), "CONFIRMED");
    cadre
        .post("/cases/" + next + "/contacts/of-list", list(List.of(one, other)))
        .statusCode(409)
        .body("code", equalTo("RESIDENT_LEFT"))
        .body("index", equalTo(1));
    cadre.post(path, list(List.of())).statusCode(422);
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      many.add(unknown());
    }
    cadre.post(path, list(many)).statusCode(422).body("code", equalTo("CONSTRAINT_VIOLATED"));
  }

  @Test
  void whoIsTracedAgainWithACircleIsWatchedFromTheLaterExposureOn() {
    String known = caseOf(cadre.resident(), "CONFIRMED");
    String watched = cadre.resident();
    String contact = contact(known, watched, "CLOSE", TODAY.minusDays(9));
    String ill = cadre.resident();
    contact(known, ill, "CLOSE", TODAY.minusDays(9));
    caseOf(ill, "CONFIRMED");
    String recovered = cadre.resident();
    String before =
        cadre
            .post(
                "/cases",
                Map.of(
                    "resident",
                    recovered,
                    "caseClass",
                    "CONFIRMED",
                    "time",
                    Instant.now().minus(Duration.ofDays(20)).toString()))
            .extract()
            .path("id");
    officer
        .post(
            "/decisions/cases/" + before + "/recovery",
            Map.of("time", Instant.now().minus(Duration.ofDays(5)).toString()))
        .statusCode(200);
    String late = cadre.resident();

    Map<String, Object> circle = list(List.of(watched, ill, recovered, late));
    cadre
        .post("/cases/" + known + "/contacts/of-list", circle)
        .statusCode(200)
        .body("traced", equalTo(1))
        .body("exposedAgain", equalTo(1))
        .body("items.resident", contains(watched, ill, recovered, late))
        .body("items.outcome", contains("EXPOSED_AGAIN", "ALREADY_TRACED", "NOT_AT_RISK", "TRACED"))
        .body("items[1].reason", equalTo("CONTACT_INFECTED"))
        .body("items[2].reason", equalTo("CONTACT_RECOVERED"))
        .body("items[2].contact", nullValue());
    cadre
        .get("/contacts/" + contact)
        .body("contactClass", equalTo("CLOSE"))
        .body("lastExposure", equalTo(TODAY.toString()))
        .body("version", equalTo(2));
    cadre
        .post(
            "/cases/" + known + "/contacts",
            Map.of(
                "resident",
                recovered,
                "contactClass",
                "CLOSE",
                "lastExposure",
                TODAY.toString(),
                "setting",
                "MEAL"))
        .statusCode(409)
        .body("code", equalTo("CONTACT_RECOVERED"));
  }

  private static Map<String, Object> list(List<String> residents) {
    return Map.of(
        "residents",
        residents,
        "contactClass",
        "SECONDARY",
        "setting",
        "WORK",
        "lastExposure",
        TODAY.toString());
  }

  private void passes(String person, UUID gate, Instant time) {
    gates.tells(
        time,
        new PassageRecorded(
            gate,
            UUID.fromString(person),
            Direction.IN,
            Passer.PERSON,
            true,
            true,
            36.5,
            true,
            CodeColour.GREEN,
            PassageOutcome.ADMITTED,
            null));
  }

  @Test
  void whoLivesWithACaseOrStoodBesideItAtAGateIsSuggestedUntilSomebodyDecides() {
    List<String> family = cadre.residents(2);
    String known = caseOf(family.get(0), "CONFIRMED");
    UUID gate = UUID.randomUUID();
    String near = cadre.resident();
    String far = cadre.resident();
    String stranger = elsewhere(guanpo);
    passes(family.get(0), gate, ANHOUR_AGO);
    passes(near, gate, ANHOUR_AGO.plusSeconds(180));
    passes(far, gate, ANHOUR_AGO.plusSeconds(1200));
    passes(far, UUID.randomUUID(), ANHOUR_AGO);
    passes(unknown(), gate, ANHOUR_AGO);
    passes(stranger, gate, ANHOUR_AGO.plusSeconds(60));

    String path = "/cases/" + known + "/suggestions";
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              cadre.get(path).body("resident", containsInAnyOrder(family.get(1), near));
              cadre.get(path + "?minutes=30").body("resident", hasItem(far));
              Caller.person(tokens, "city-enshi").get(path).body("resident", hasItem(stranger));
            });
    cadre
        .get(path)
        .body("reason", containsInAnyOrder("HOUSEHOLD", "GATE"))
        .body("find { it.reason == 'GATE' }.gate", equalTo(gate.toString()))
        .body("find { it.reason == 'GATE' }.minutesApart", equalTo(3.0f))
        .body("find { it.reason == 'GATE' }.times", equalTo(1));
    cadre.get(path + "?minutes=61").statusCode(422);
    guanpo.get(path).statusCode(404).body("code", equalTo("NO_SUCH_CASE"));

    cadre
        .post(path + "/" + far + "/confirmation", Map.of("contactClass", "CLOSE"))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_SUGGESTION"));
    cadre
        .post(path + "/" + near + "/confirmation", Map.of("contactClass", "CLOSE"))
        .statusCode(201)
        .body("setting", equalTo("GATE"))
        .body(
            "lastExposure",
            equalTo(
                LocalDate.ofInstant(ANHOUR_AGO.plusSeconds(180), ZoneId.of("Asia/Shanghai"))
                    .toString()));
    cadre
        .post(path + "/" + family.get(1) + "/dismissal")
        .statusCode(200)
        .body("reason", equalTo("HOUSEHOLD"));
    cadre.get(path).body("", empty());
    cadre
        .post(path + "/" + family.get(1) + "/dismissal")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_SUGGESTION"));

    Map<String, Object> window =
        Map.of(
            "gate",
            gate,
            "from",
            ANHOUR_AGO.minusSeconds(60).toString(),
            "to",
            ANHOUR_AGO.plusSeconds(60).toString(),
            "minutes",
            30,
            "contactClass",
            "GENERAL");
    cadre
        .post("/cases/" + known + "/contacts/of-gate", window)
        .statusCode(200)
        .body("traced", equalTo(1))
        .body("items.resident", containsInAnyOrder(near, far))
        .body("elsewhere", equalTo(1));
    cadre
        .get("/contacts?contactClass=GENERAL&case=" + known)
        .body("setting", contains("GATE"))
        .body("", hasSize(1));
    cadre
        .post(
            "/cases/" + known + "/contacts/of-gate",
            Map.of(
                "gate",
                gate,
                "from",
                ANHOUR_AGO.toString(),
                "to",
                ANHOUR_AGO.toString(),
                "contactClass",
                "GENERAL"))
        .statusCode(422)
        .body("code", equalTo("PERIOD_EMPTY"));
    Map<String, Object> nowhere = new HashMap<>(window);
    nowhere.put("gate", Caller.unknown());
    cadre
        .post("/cases/" + known + "/contacts/of-gate", nowhere)
        .statusCode(422)
        .body("code", equalTo("NO_PASSAGE_AT_GATE"));
  }

  @Test
  void whoPassedOnceWasMetOnceHoweverOftenTheCasePassed() {
    String ill = cadre.resident();
    String known = caseOf(ill, "CONFIRMED");
    UUID gate = UUID.randomUUID();
    String near = cadre.resident();
    passes(ill, gate, ANHOUR_AGO);
    passes(ill, gate, ANHOUR_AGO.plusSeconds(300));
    passes(ill, gate, ANHOUR_AGO.plusSeconds(600));
    passes(near, gate, ANHOUR_AGO.plusSeconds(420));
    eventually(
        () ->
            cadre
                .get("/cases/" + known + "/suggestions")
                .body("resident", contains(near))
                .body("times", contains(1))
                .body("minutesApart", contains(2.0f)));
    assertThat(together(48, () -> cadre.get("/cases/" + known + "/suggestions")))
        .allSatisfy(answer -> answer.statusCode(200).body("resident", contains(near)));
  }

  /** More at once than there are connections to the database. */
  private static List<ValidatableResponse> together(
      int count, Supplier<ValidatableResponse> request) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return Stream.generate(() -> CompletableFuture.supplyAsync(request, threads))
          .limit(count)
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  @Test
  void whoLivedWithTheCaseThenIsSuggestedAndTracedWhereverTheyLiveNow() {
    Caller district = Caller.person(tokens, "city-enshi");
    List<String> family = cadre.residents(3);
    String ill = family.get(0);
    String known = caseOf(ill, "CONFIRMED");
    String newcomer = cadre.resident();
    moves(district, family.get(2), cadre.household());
    moves(district, ill, guanpo.household(GUANPO));
    moves(district, newcomer, home(family.get(1)));

    String path = "/cases/" + known;
    cadre
        .get(path + "/suggestions")
        .statusCode(200)
        .body("resident", containsInAnyOrder(family.get(1), family.get(2)))
        .body("reason", contains("HOUSEHOLD", "HOUSEHOLD"));
    cadre.post(path + "/suggestions/" + family.get(1) + "/dismissal").statusCode(200);
    cadre.get(path + "/suggestions").body("resident", contains(family.get(2)));
    cadre
        .post(
            path + "/contacts/of-household",
            Map.of("contactClass", "CLOSE", "lastExposure", TODAY.toString()))
        .statusCode(200)
        .body("items.resident", containsInAnyOrder(family.get(1), family.get(2)))
        .body("elsewhere", equalTo(0));
  }

  @Test
  void whoMovedOutWasExposedUntilThen() throws SQLException {
    List<String> family = cadre.residents(2);
    String known = caseOf(family.get(0), "CONFIRMED");
    moves(cadre, family.get(1), cadre.household());
    try (var connection = database.connect();
        var earlier =
            connection.prepareStatement(
                "update former_home set until = until - interval '1 day' where resident = ?::uuid")) {
      earlier.setString(1, family.get(1));
      assertThat(earlier.executeUpdate()).isEqualTo(1);
    }
    cadre
        .post(
            "/cases/" + known + "/suggestions/" + family.get(1) + "/confirmation",
            Map.of("contactClass", "CLOSE"))
        .statusCode(201)
        .body("setting", equalTo("HOUSEHOLD"))
        .body("lastExposure", equalTo(TODAY.minusDays(1).toString()));
  }

  private String home(String resident) {
    return cadre.get("/residents/" + resident).extract().path("resident.household");
  }

  private static void moves(Caller caller, String resident, String household) {
    Object version = caller.get("/residents/" + resident).extract().path("resident.version");
    caller
        .edit("/residents/" + resident + "/move", version, Map.of("household", household))
        .statusCode(200);
  }
}
