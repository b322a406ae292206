package org.qunfang.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.CheckpointOpened;
import org.qunfang.events.CheckpointEvent.CheckpointWithdrawn;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.DivisionAbolished;
import org.qunfang.events.ResidentEvent.DivisionAdded;
import org.qunfang.events.ResidentEvent.DivisionRenamed;
import org.qunfang.events.ResidentEvent.HouseholdRegistered;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.KafkaPart;

@QuarkusTest
class ReadingReportsTest {

  @SuppressWarnings("NullAway.Init")
  KafkaPart kafka;

  @SuppressWarnings("NullAway.Init")
  Tokens tokens;

  @SuppressWarnings("NullAway.Init")
  Field field;

  @BeforeEach
  void open() {
    field = new Field(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    field.close();
  }

  @Test
  void countsAnEventAtAllFourLevelsOnTheDayItHappenedInTheZone() {
    Division yaowan = new Division("422801001008");
    field.tell(yaowan, Instant.parse("2019-11-14T15:59:59Z"), screened(4));
    field.tell(yaowan, Instant.parse("2019-11-14T16:00:00Z"), screened(3));
    field.tell(yaowan, Instant.parse("2019-11-15T15:59:59Z"), screened(5));
    field.tell(yaowan, Instant.parse("2019-11-15T16:00:00Z"), screened(9));

    for (String code :
        new String[] {"422800000000", "422801000000", "422801001000", "422801001008"}) {
      eventually(code, "day=2019-11-15&metrics=people.screened", "metrics[0].value", 8);
    }
    report("422801001000", "day=2019-11-15&metrics=people.screened")
        .body("division.name", equalTo("舞阳坝街道"))
        .body("division.level", equalTo("STREET"))
        .body("children.find { it.code == '422801001008' }.values.'people.screened'", is(8))
        .body("children.find { it.code == '422801001008' }.reported", is(true));
    report(
            "422801001008",
            "from=2019-11-14&to=2019-11-16&metrics=people.screened,households.screened")
        .body("metrics.value", equalTo(List.of(21, 4)))
        .body("children", empty());
  }

  @Test
  void carriesAStockForwardAndSumsAFlow() {
    Division community = new Division("422822101230");
    field.tell(community, Instant.parse("2020-01-25T04:00:00Z"), opened());
    field.tell(community, Instant.parse("2020-02-10T04:00:00Z"), opened());
    field.tell(
        community,
        Instant.parse("2020-03-05T04:00:00Z"),
        new CheckpointWithdrawn(UUID.randomUUID(), CheckpointKind.GATE));
    String gates = "&metrics=gates.open";

    eventually(community.code(), "day=2020-03-31" + gates, "metrics[0].value", 1);
    report(community.code(), "day=2020-01-24" + gates).body("metrics[0].value", nullValue());
    report(community.code(), "day=2020-01-25" + gates).body("metrics[0].value", is(1));
    report(community.code(), "day=2020-02-29" + gates).body("metrics[0].value", is(2));
    report(community.code(), "from=2020-01-01&to=2020-03-04" + gates)
        .body("metrics[0].value", is(2));
    report(community.code(), "from=2020-02-01&to=2021-01-01" + gates)
        .body("metrics[0].value", is(1));
    given()
        .auth()
        .oauth2(tokens.of("city-enshi"))
        .get("/series/422822101230?metric=gates.open&from=2020-01-24&to=2020-02-11")
        .then()
        .statusCode(200)
        .body("division.code", equalTo("422822101230"))
        .body("metric.kind", equalTo("STOCK"))
        .body("values", hasSize(19))
        .body("values[0].value", nullValue())
        .body("values[1].value", is(1))
        .body("values[16].value", is(1))
        .body("values[17].value", is(2));
  }

  @Test
  void tellsBlankFromZero() {
    Division told = new Division("422822104219");
    field.tell(told, Instant.parse("2020-02-10T04:00:00Z"), opened());

    eventually(told.code(), "day=2020-02-10&metrics=gates.open", "metrics[0].value", 1);
    report(told.code(), "day=2020-02-11&metrics=passages,gates.open")
        .body("reported", is(true))
        .body("metrics[0].value", is(0));
    report("422822104000", "day=2020-02-11&metrics=passages")
        .body("children.find { it.code == '422822104219' }.values.passages", is(0))
        .body("children.find { it.code != '422822104219' }.reported", is(false))
        .body("children.find { it.code != '422822104219' }.values.passages", nullValue());
    report(told.code(), "day=2020-02-09")
        .body("reported", is(false))
        .body("metrics.value", everyItem(nullValue()));
  }

  @Test
  void aNewCommunityIsAmongThoseOfItsStreetByItsName() {
    Division added = new Division("422823101299");
    Instant time = Instant.parse("2020-02-10T04:00:00Z");
    field.tell(added, time, new DivisionAdded(added, "新村村民委员会"));
    field.tell(added, time, screened(7));

    for (String code : new String[] {"422823000000", "422823101000", added.code()}) {
      eventually(code, "day=2020-02-10&metrics=people.screened", "metrics[0].value", 7);
    }
    report("422823101000", "day=2020-02-10&metrics=people.screened")
        .body("children.find { it.code == '422823101299' }.name", equalTo("新村村民委员会"))
        .body("children.find { it.code == '422823101299' }.level", equalTo("COMMUNITY"))
        .body("children.find { it.code == '422823101299' }.values.'people.screened'", is(7));

    field.tell(added, time, new DivisionRenamed(added, "新村村民委员会", "新村社区居民委员会"));
    field.tell(added, time, screened(1));
    eventually(added.code(), "day=2020-02-10&metrics=people.screened", "metrics[0].value", 8);
    report(added.code(), "day=2020-02-10").body("division.name", equalTo("新村社区居民委员会"));
  }

  @Test
  void anAbolishedCommunityIsListedWhereSomethingWasToldOfIt() {
    Division abolished = new Division("422823101001");
    Instant time = Instant.parse("2020-02-10T04:00:00Z");
    field.tell(abolished, time, screened(2));
    field.tell(abolished, time, new DivisionAbolished(abolished));
    field.tell(abolished, time, screened(2));
    eventually(abolished.code(), "day=2020-02-10&metrics=people.screened", "metrics[0].value", 4);

    String children = "&metrics=people.screened";
    report("422823101000", "day=2020-02-10" + children)
        .body("children.find { it.code == '422823101001' }.values.'people.screened'", is(4));
    report("422823101000", "day=2020-02-09" + children)
        .body("children.find { it.code == '422823101001' }", nullValue())
        .body("children.find { it.code == '422823101002' }.reported", is(false));
  }

  @Test
  void derivesDaysSinceTheLastCaseAndShares() {
    Division community = new Division("422823102236");
    field.tell(
        community,
        Instant.parse("2020-01-31T04:00:00Z"),
        new CaseReported(UUID.randomUUID(), UUID.randomUUID(), CaseClass.CONFIRMED));
    for (int i = 0; i < 4; i++) {
      field.tell(
          community,
          Instant.parse("2020-02-01T04:00:00Z"),
          new HouseholdRegistered(UUID.randomUUID(), Tenure.OWNER, null, null));
    }
    field.tell(community, Instant.parse("2020-02-20T04:00:00Z"), screened(3));

    eventually(community.code(), "day=2020-02-20&metrics=people.screened", "metrics[0].value", 3);
    report(community.code(), "day=2020-02-20")
        .body("derived.lastConfirmedCase", equalTo("2020-01-31"))
        .body("derived.daysSinceLastConfirmedCase", is(20))
        .body("derived.screeningCoverage", is(0.25f))
        .body("derived.isolatedNow", is(0))
        .body("derived.healthCheckRate", nullValue());
    report(community.code(), "day=2020-01-30").body("derived.lastConfirmedCase", nullValue());
  }

  @Test
  void answersATableForExcelAndNothingToWhoHasItAlready() {
    Division community = new Division("422823103243");
    field.tell(community, Instant.parse("2020-02-10T04:00:00Z"), screened(6));
    eventually(community.code(), "day=2020-02-10&metrics=people.screened", "metrics[0].value", 6);
    String path = "/reports/422823103000?day=2020-02-10&metrics=people.screened,gates.open";

    String tag =
        given()
            .auth()
            .oauth2(tokens.of("city-enshi"))
            .accept("text/csv")
            .get(path)
            .then()
            .statusCode(200)
            .contentType("text/csv;charset=UTF-8")
            .body(startsWith("\uFEFFcode,name,level,reported,people.screened,gates.open\r\n"))
            .body(containsString("\r\n422823103243,边连坪村村民委员会,COMMUNITY,true,6,0\r\n"))
            .body(containsString(",COMMUNITY,false,,\r\n"))
            .extract()
            .header("ETag");
    given()
        .auth()
        .oauth2(tokens.of("city-enshi"))
        .header("If-None-Match", tag)
        .get(path + "&format=csv")
        .then()
        .statusCode(304)
        .body(is(""));
    given()
        .auth()
        .oauth2(tokens.of("city-enshi"))
        .get(path + "&format=csv&names=zh")
        .then()
        .body(startsWith("\uFEFFcode,name,level,reported,排查人数,值守卡口\r\n"));
  }

  @Test
  void leavesOutTheChildrenWhenAsked() {
    report("422800000000", "day=2020-02-10&children=false").body("children", empty());
    report("422800000000", "day=2020-02-10").body("children", not(empty()));
  }

  @Test
  void listsEverythingThatIsCounted() {
    given()
        .auth()
        .oauth2(tokens.of("cadre-yaowan"))
        .get("/catalogue")
        .then()
        .statusCode(200)
        .body("find { it.id == 'passages' }.number", is(43))
        .body("find { it.id == 'passages' }.nameZh", equalTo("通行登记"))
        .body("find { it.id == 'passages' }.kind", equalTo("FLOW"));
  }

  @ParameterizedTest
  @CsvSource({
    "/reports/4228, 400, MALFORMED_DIVISION",
    "/reports/42280100100x, 400, MALFORMED_DIVISION",
    "/reports/422899000000, 404, UNKNOWN_DIVISION",
    "/reports/420000000000, 422, ABOVE_CITY",
    "/reports/000000000000, 422, ABOVE_CITY",
    "/reports/420100000000, 403, OTHER_DIVISION",
    "/reports/422800000000?day=yesterday, 400, MALFORMED_DAY",
    "/reports/422800000000?day=2020-02-30, 400, MALFORMED_DAY",
    "/reports/422800000000?day=2020-02-10&from=2020-02-10, 400, DAY_AND_RANGE",
    "/reports/422800000000?from=2020-02-10, 400, HALF_A_RANGE",
    "/reports/422800000000?to=2020-02-10, 400, HALF_A_RANGE",
    "/reports/422800000000?from=2020-02-10&to=2020-02-09, 422, RANGE_BACKWARDS",
    "/reports/422800000000?from=2019-01-01&to=2020-12-31, 422, RANGE_TOO_LONG",
    "/reports/422800000000?day=0001-01-01, 422, DAY_OUT_OF_CALENDAR",
    "/reports/422800000000?day=9999-12-31, 422, DAY_OUT_OF_CALENDAR",
    "/reports/422800000000?metrics=nonsense, 422, UNKNOWN_METRIC",
    "'/reports/422800000000?metrics=passages,', 422, UNKNOWN_METRIC",
    "/reports/422800000000?format=xlsx, 400, UNKNOWN_FORMAT",
    "/series/422800000000?from=2020-02-01&to=2020-02-02, 422, UNKNOWN_METRIC",
    "/series/422899000000?metric=passages, 404, UNKNOWN_DIVISION",
    "/series/420100000000?metric=passages, 403, OTHER_DIVISION"
  })
  void refusesWhatIsNotAQuestion(String path, int status, String code) {
    given()
        .auth()
        .oauth2(tokens.of("city-enshi"))
        .get(path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", is(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"422801001001", "422801001000", "422801000000", "422800000000"})
  void refusesACadreEverythingButTheirOwnCommunity(String division) {
    given()
        .auth()
        .oauth2(tokens.of("cadre-yaowan"))
        .get("/reports/" + division)
        .then()
        .statusCode(403)
        .body("code", equalTo("OTHER_DIVISION"));
  }

  @Test
  void givesEverybodyTheirOwnDivision() {
    for (String[] reader :
        new String[][] {
          {"cadre-yaowan", "422801001008"},
          {"street-wuyangba", "422801001000"},
          {"district-enshi", "422801000000"},
          {"city-enshi", "422800000000"},
          {"auditor-enshi", "422800000000"}
        }) {
      given()
          .auth()
          .oauth2(tokens.of(reader[0]))
          .get("/reports/" + reader[1])
          .then()
          .statusCode(200)
          .body("division.code", equalTo(reader[1]));
    }
  }

  private static HouseholdVisited screened(int people) {
    return new HouseholdVisited(UUID.randomUUID(), 1, VisitOutcome.SCREENED, Tenure.OWNER, people);
  }

  private static CheckpointOpened opened() {
    return new CheckpointOpened(UUID.randomUUID(), CheckpointKind.GATE, null);
  }

  private void eventually(String division, String query, String path, int value) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> report(division, query).body(path, is(value)));
  }

  private ValidatableResponse report(String division, String query) {
    return given()
        .auth()
        .oauth2(tokens.of("city-enshi"))
        .get("/reports/" + division + "?" + query)
        .then()
        .statusCode(200);
  }
}
