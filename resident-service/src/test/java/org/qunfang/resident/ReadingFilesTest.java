package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.HealthCodeChanged;
import org.qunfang.events.CheckpointEvent.HealthCodeGroundNoted;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.GuardianAssigned;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.events.IsolationEvent.IsolationExtended;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.NeedResolved;
import org.qunfang.events.SupplyEvent.Urgency;
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
class ReadingFilesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  Tokens tokens;
  KafkaPart kafka;
  PostgresPart.Database database;
  Caller cadre;
  Caller reader;
  private Neighbour others;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final UUID order = UUID.randomUUID();
  private final UUID need = UUID.randomUUID();
  private final LocalDate today = LocalDate.ofInstant(now, SHANGHAI);

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    reader = Caller.person(tokens, "reader-enshi");
    others = new Neighbour(kafka.bootstrapServers());
  }

  @AfterEach
  void leave() {
    others.close();
  }

  private Instant ago(int hours) {
    return now.minus(Duration.ofHours(hours));
  }

  /** A resident who came onto the register some hours ago. */
  private String resident(int hours) {
    String household =
        cadre
            .post(
                "/households",
                Map.of(
                    "community",
                    Caller.YAOWAN,
                    "tenure",
                    "OWNER",
                    "door",
                    "三零一室",
                    "shared",
                    true,
                    "time",
                    ago(hours).toString()))
            .statusCode(201)
            .extract()
            .path("id");
    return cadre
        .post(
            "/households/" + household + "/residents",
            List.of(Map.of("residency", "RESIDENT", "name", "某丙", "time", ago(hours).toString())))
        .statusCode(201)
        .extract()
        .path("ids[0]");
  }

  private String householdOf(String resident) {
    return cadre.get("/residents/" + resident).extract().path("resident.household");
  }

  @Test
  void whatThisServiceDecidesIsInTheFileAtOnce() {
    String resident = resident(48);
    cadre
        .post(
            "/residents/" + resident + "/symptoms",
            Map.of("fever", true, "dryCough", false, "time", ago(20).toString()))
        .statusCode(200);
    String known =
        cadre
            .post(
                "/cases",
                Map.of("resident", resident, "caseClass", "SUSPECTED", "time", ago(10).toString()))
            .statusCode(201)
            .extract()
            .path("id");
    cadre
        .post(
            "/households/" + householdOf(resident) + "/visits",
            Map.of("round", 1, "outcome", "SCREENED", "people", 1, "time", ago(15).toString()))
        .statusCode(200);

    cadre
        .get("/residents/" + resident + "/file")
        .statusCode(200)
        .body("resident.id", equalTo(resident))
        .body(
            "entries.kind",
            contains(
                "CaseReported",
                "HouseholdVisited",
                "SymptomsReported",
                "ResidentRegistered",
                "HouseholdRegistered"))
        .body("entries[0].data.caseId", equalTo(known))
        .body("entries[1].concerns", equalTo("HOUSEHOLD"))
        .body("now.case.id", equalTo(known))
        .body("now.case.status", equalTo("SUSPECTED"))
        .body("particulars", nullValue())
        .body("door", nullValue())
        .body(not(containsString("某丙")))
        .body(not(containsString("三零一室")));
  }

  @Test
  void whatIsDoneForAHouseholdIsInTheFilesOfThoseWhoLiveThere() {
    String resident = resident(48);
    String neighbour = resident(48);
    String worker =
        cadre
            .post(
                "/workers",
                Map.of(
                    "community",
                    Caller.YAOWAN,
                    "kind",
                    "CADRE",
                    "partyMember",
                    false,
                    "time",
                    ago(40).toString()))
            .statusCode(201)
            .extract()
            .path("id");
    String task =
        cadre
            .post(
                "/tasks",
                Map.of(
                    "worker",
                    worker,
                    "kind",
                    "CARE",
                    "due",
                    now.plus(Duration.ofHours(1)).toString(),
                    "household",
                    householdOf(resident),
                    "time",
                    ago(20).toString()))
            .statusCode(201)
            .extract()
            .path("id");
    cadre
        .post(
            "/responsibility/assignments",
            Map.of(
                "cadre",
                worker,
                "households",
                List.of(householdOf(resident)),
                "time",
                ago(10).toString()))
        .statusCode(200);

    cadre
        .get("/residents/" + resident + "/file?kind=TaskAssigned")
        .statusCode(200)
        .body("entries.data.task", contains(task))
        .body("entries.concerns", contains("HOUSEHOLD"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                cadre
                    .get("/residents/" + resident + "/file?kind=HouseholdAssignedToCadre")
                    .body("entries.data.cadre", contains(worker)));
    cadre
        .get("/residents/" + neighbour + "/file?kind=TaskAssigned&kind=HouseholdAssignedToCadre")
        .body("entries", hasSize(0));
  }

  @Test
  void aContactIsInTheFileOfTheCaseToo() {
    String ill = resident(48);
    String met = resident(48);
    String known =
        cadre
            .post("/cases", Map.of("resident", ill, "caseClass", "CONFIRMED"))
            .statusCode(201)
            .extract()
            .path("id");
    String contact =
        cadre
            .post(
                "/cases/" + known + "/contacts",
                Map.of(
                    "resident",
                    met,
                    "contactClass",
                    "CLOSE",
                    "lastExposure",
                    today.toString(),
                    "setting",
                    "WORK"))
            .statusCode(201)
            .extract()
            .path("id");
    for (String each : List.of(ill, met)) {
      cadre
          .get("/residents/" + each + "/file?kind=ContactTraced")
          .body("entries.data.contact", contains(contact));
    }
    cadre
        .get("/residents/" + met + "/file")
        .body("now.contacts.id", contains(contact))
        .body("now.case", nullValue());
  }

  private void tellEverything(String resident) {
    UUID person = UUID.fromString(resident);
    UUID household = UUID.fromString(householdOf(resident));
    String isolation = "isolation-" + order;
    // What names nobody comes before what says whom the order is about.
    others.tells(isolation, 3, ago(30), new GuardianAssigned(order, UUID.randomUUID()));
    var ordered =
        others.tells(
            isolation,
            1,
            ago(40),
            new IsolationOrdered(
                order, person, IsolationKind.HOME, IsolationReason.OTHER, today.plusDays(3)));
    others.again(ordered);
    others.tells(isolation, 2, ago(35), new IsolationStarted(order, person, IsolationKind.HOME));
    others.tells(isolation, 4, ago(29), new IsolationExtended(order, today.plusDays(4)));
    others.tells(
        ago(28),
        new HealthChecked(
            order, person, today.minusDays(1), CheckSlot.MORNING, 36.6, false, false, true));
    others.tells(
        "healthcode-" + person,
        1,
        ago(40),
        new HealthCodeGroundNoted(person, order, CodeReason.ISOLATION, CodeColour.YELLOW, 1));
    others.tells(
        "healthcode-" + person,
        2,
        ago(39),
        new HealthCodeChanged(person, CodeColour.GREEN, CodeColour.YELLOW, CodeReason.ISOLATION));
    var passage =
        others.tells(
            ago(41),
            new PassageRecorded(
                UUID.randomUUID(),
                person,
                Direction.OUT,
                Passer.PERSON,
                true,
                true,
                36.5,
                true,
                CodeColour.GREEN,
                PassageOutcome.ADMITTED,
                null));
    others.again(passage);
    others.tells("need-" + need, 2, ago(25), new NeedResolved(need, NeedCategory.FOOD, true));
    others.tells(
        "need-" + need,
        1,
        ago(27),
        new NeedRegistered(need, household, NeedCategory.FOOD, Urgency.TODAY));
  }

  @Test
  void whatAllOthersTellIsInTheFileInTheOrderOfTheFieldAndOnce() {
    String resident = resident(48);
    tellEverything(resident);
    List<String> expected =
        List.of(
            "NeedResolved",
            "NeedRegistered",
            "HealthChecked",
            "IsolationExtended",
            "GuardianAssigned",
            "IsolationStarted",
            "HealthCodeChanged",
            "IsolationOrdered",
            "PassageRecorded",
            "ResidentRegistered",
            "HouseholdRegistered");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                cadre
                    .get("/residents/" + resident + "/file")
                    .body("entries.kind", containsInTime(expected)));
    cadre
        .get("/residents/" + resident + "/file")
        .body("now.healthCode", equalTo("YELLOW"))
        .body("now.isolation.kind", equalTo("HOME"))
        .body("entries[0].concerns", equalTo("HOUSEHOLD"))
        .body("entries[0].service", equalTo("supply"))
        .body("entries[8].data.direction", equalTo("OUT"))
        .body("entries[8].service", equalTo("checkpoint"));

    others.tells(
        "isolation-" + order,
        5,
        ago(1),
        new IsolationReleased(
            order,
            UUID.fromString(resident),
            IsolationKind.HOME,
            IsolationReason.OTHER,
            ReleaseGround.TERM_ENDED,
            true));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                cadre
                    .get("/residents/" + resident + "/file")
                    .body("entries[0].kind", equalTo("IsolationReleased"))
                    .body("now.isolation", nullValue()));
  }

  private static org.hamcrest.Matcher<Iterable<? extends String>> containsInTime(
      List<String> kinds) {
    return contains(kinds.toArray(String[]::new));
  }

  @Test
  void aFileIsReadPageByPageAndByKind() {
    String resident = resident(48);
    for (int i = 0; i < 7; i++) {
      cadre
          .post(
              "/residents/" + resident + "/symptoms",
              Map.of("fever", true, "dryCough", false, "time", ago(20 - i / 2).toString()))
          .statusCode(200);
    }
    List<Map<String, Object>> read = new ArrayList<>();
    String before = null;
    do {
      var page =
          cadre
              .request()
              .queryParam("limit", 2)
              .queryParam("kind", "SymptomsReported", "ResidentRegistered")
              .queryParams(before == null ? Map.of() : Map.of("before", before))
              .get("/residents/" + resident + "/file")
              .then()
              .statusCode(200)
              .body("entries.size()", org.hamcrest.Matchers.lessThanOrEqualTo(2));
      read.addAll(page.extract().path("entries"));
      assertThat((Object) page.extract().path("now") == null).isEqualTo(before != null);
      before = page.extract().path("next");
    } while (before != null);
    assertThat(read).hasSize(8).doesNotHaveDuplicates();
    assertThat(read)
        .isSortedAccordingTo(
            Comparator.comparing(
                    (Map<String, Object> each) -> Instant.parse((String) each.get("time")))
                .reversed());
    for (String none :
        List.of(
            "yesterday",
            "999999999-01-01T00:00:00Z_" + Caller.unknown(),
            "-999999999-01-01T00:00:00Z_" + Caller.unknown(),
            "+999999999-01-01T00:00:00Z_" + Caller.unknown())) {
      cadre
          .request()
          .queryParam("before", none)
          .get("/residents/" + resident + "/file")
          .then()
          .statusCode(422)
          .body("code", equalTo("UNKNOWN_CURSOR"));
    }
    for (String kind : List.of("SomethingElse", "GridDefined", "symptomsReported")) {
      cadre
          .get("/residents/" + resident + "/file?kind=ResidentRegistered&kind=" + kind)
          .statusCode(422)
          .body("code", equalTo("UNKNOWN_KIND"));
    }
    cadre.get("/residents/" + resident + "/file?limit=201").statusCode(422);
  }

  @Test
  void everyReadingIsRecordedAndOnlyWhoMayReadsWhoItIs() {
    String resident = resident(2);
    cadre.get("/residents/" + resident + "/file").statusCode(200);
    reader
        .get("/residents/" + resident + "/file")
        .statusCode(200)
        .body("particulars.name", equalTo("某丙"))
        .body("door", equalTo("三零一室"));
    reader.get("/residents/" + resident + "/personal-file").statusCode(200);
    Caller.person(tokens, "cadre-guanpo")
        .get("/residents/" + resident + "/file")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_RESIDENT"));
    Caller.person(tokens, "auditor-enshi")
        .get("/personal-file-accesses?sort=OLDEST&resident=" + resident)
        .statusCode(200)
        .body("what", contains("FILE", "FILE_WITH_PARTICULARS", "PARTICULARS"))
        .body("", hasSize(3))
        .body("resident", everyItem(equalTo(resident)));
  }

  @Test
  void theFileOfWhoIsForgottenTellsNoDoor() {
    String resident = resident(2);
    Caller.person(tokens, "street-wuyangba")
        .delete("/decisions/residents/" + resident + "/personal-file")
        .statusCode(204);
    reader
        .get("/residents/" + resident + "/file")
        .statusCode(200)
        .body("resident.id", equalTo(resident))
        .body("particulars", nullValue())
        .body("door", nullValue());
  }

  @Test
  void whoMovesTakesTheFileAlongAndTheHouseholdStays() {
    String resident = resident(48);
    String before = householdOf(resident);
    String after = householdOf(resident(47));
    cadre
        .edit(
            "/residents/" + resident + "/move",
            1,
            Map.of("household", after, "time", ago(24).toString()))
        .statusCode(200);
    for (String household : List.of(before, after)) {
      cadre
          .post(
              "/households/" + household + "/visits",
              Map.of("round", 1, "outcome", "SCREENED", "people", 1, "time", ago(12).toString()))
          .statusCode(200);
    }
    cadre
        .get("/residents/" + resident + "/file")
        .body(
            "entries.kind",
            contains(
                "HouseholdVisited", "ResidentMoved", "ResidentRegistered", "HouseholdRegistered"))
        .body("entries[0].data.household", equalTo(after));
  }

  @Test
  void whatHappenedUnderAnEntryThatWasMergedIsInTheFileOfWhomItWas() {
    String household = householdOf(resident(48));
    Map<String, String> person =
        Map.of("residency", "RESIDENT", "name", "某" + UUID.randomUUID(), "birthDate", "1980-01-01");
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      entries.add(
          cadre
              .post("/households/" + household + "/residents", List.of(person))
              .statusCode(201)
              .extract()
              .path("ids[0]"));
    }
    cadre
        .post(
            "/residents/" + entries.get(1) + "/symptoms", Map.of("fever", true, "dryCough", false))
        .statusCode(200);
    String pair =
        await()
            .until(
                () ->
                    cadre
                        .get("/possible-duplicates?limit=200&sort=NEWEST")
                        .extract()
                        .path("find { it.resident == '" + entries.get(1) + "' }.id"),
                Objects::nonNull);
    cadre.post("/possible-duplicates/" + pair + "/merger").statusCode(200);
    cadre
        .get("/residents/" + entries.get(0) + "/file")
        .body("entries.kind", hasItems("SymptomsReported", "ResidentMerged"));
  }

  @Test
  void whatHappensToAHouseholdAfterSomebodyLeftIsNotInTheirFile() {
    String resident = resident(48);
    String household = householdOf(resident);
    cadre
        .post("/residents/" + resident + "/departure", Map.of("time", ago(24).toString()))
        .statusCode(200);
    cadre
        .post(
            "/households/" + household + "/visits",
            Map.of("round", 1, "outcome", "NOBODY_HOME", "people", 0, "time", ago(12).toString()))
        .statusCode(200);
    cadre
        .get("/residents/" + resident + "/file")
        .body("entries.kind", hasItem("ResidentLeft"))
        .body("entries.kind", not(hasItem("HouseholdVisited")));
  }

  @Test
  void whatComesByTheDayIsInTheFileAsLongAsThoseWhoTellItKeepIt() {
    String resident = resident(48);
    for (int days : new int[] {92, 89, 1}) {
      others.tells(
          ago(24 * days),
          new HealthChecked(
              order,
              UUID.fromString(resident),
              today.minusDays(days),
              CheckSlot.MORNING,
              36.6,
              false,
              false,
              true));
    }
    String checks = "/residents/" + resident + "/file?kind=HealthChecked";
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> cadre.get(checks).body("entries.time", hasItem(ago(24).toString())));
    String next =
        cadre
            .get(checks + "&limit=1")
            .body("entries", hasSize(1))
            .body("since.daily", equalTo(startOf(today.minusDays(90))))
            .body("since.passages", equalTo(startOf(today.minusDays(14))))
            .extract()
            .path("next");
    cadre
        .get(checks + "&before=" + next)
        .body("entries.time", contains(ago(24 * 89).toString()))
        .body("since", nullValue());
  }

  private static String startOf(LocalDate day) {
    return day.atStartOfDay(SHANGHAI).toInstant().toString();
  }

  @Test
  void passagesAreKeptForTheirDaysAndDroppedByTheDay() throws SQLException {
    String resident = resident(48);
    UUID person = UUID.fromString(resident);
    for (int hours : new int[] {24 * 20, 24 * 13, 1}) {
      others.tells(
          ago(hours),
          new PassageRecorded(
              UUID.randomUUID(),
              person,
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
    String passages = "/residents/" + resident + "/file?kind=PassageRecorded";
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> cadre.get(passages).body("entries.time", hasItems(ago(1).toString())));
    cadre.get(passages).body("entries", hasSize(2));

    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table passage_20200210 partition of passage for values from ('2020-02-09T16:00:00Z') to ('2020-02-10T16:00:00Z')");
      statement.execute(
          "insert into passage values ('"
              + resident
              + "', '2020-02-10T00:00:00Z', gen_random_uuid(), gen_random_uuid(), 'IN', 'ADMITTED')");
    }
    cadre.get(passages).body("entries", hasSize(3));
    Caller operator = Caller.person(tokens, "operator");
    operator
        .post("/admin/sweeps/copies-expired", Map.of("asOf", now.toString()))
        .statusCode(200)
        .body("done", greaterThanOrEqualTo(1));
    cadre.get(passages).body("entries", hasSize(2));
    operator
        .post(
            "/admin/sweeps/copies-expired",
            Map.of("asOf", now.plus(Duration.ofDays(30)).toString()))
        .statusCode(422)
        .body("code", equalTo("TIME_IN_FUTURE"));
  }
}
