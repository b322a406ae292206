package org.qunfang.supply;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.supply.Caller.GUANPO;
import static org.qunfang.supply.Caller.YAOWAN;
import static org.qunfang.supply.Caller.need;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.EventTypes;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.ResidentForgotten;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

/** What the resident and the isolation service tell over the real Kafka. */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class KnowingConfinedHouseholdsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final LocalDate DUE = LocalDate.of(2020, 3, 5);

  Tokens tokens;
  KafkaPart kafka;
  PostgresPart.Database database;

  private final UUID household = UUID.randomUUID();
  private final UUID resident = UUID.randomUUID();
  private final UUID isolation = UUID.randomUUID();
  private Neighbour residents;
  private Neighbour isolations;
  private Caller cadre;
  private Log log;

  @BeforeEach
  void setUp() {
    residents = new Neighbour("resident", kafka.bootstrapServers());
    isolations = new Neighbour("isolation", kafka.bootstrapServers());
    cadre = Caller.person(tokens, "cadre-yaowan");
    log = new Log(database);
  }

  @AfterEach
  void tearDown() {
    residents.close();
    isolations.close();
  }

  private ResidentRegistered registered() {
    return new ResidentRegistered(
        resident, household, Residency.RESIDENT, false, AgeBand.FROM_18_TO_59, Sex.UNKNOWN);
  }

  private IsolationOrdered ordered(IsolationKind kind) {
    return new IsolationOrdered(isolation, resident, kind, IsolationReason.CLOSE_CONTACT, DUE);
  }

  private IsolationReleased released() {
    return new IsolationReleased(
        isolation,
        resident,
        IsolationKind.HOME,
        IsolationReason.CLOSE_CONTACT,
        ReleaseGround.TERM_ENDED,
        true);
  }

  private void residentTells(long version, org.qunfang.events.ResidentEvent event) {
    residents.tells(YAOWAN, "resident-" + resident, version, event);
  }

  private void isolationTells(long version, org.qunfang.events.IsolationEvent event) {
    isolations.tells(YAOWAN, "isolation-" + isolation, version, event);
  }

  private void awaitConfined(boolean confined) {
    var asExpected = confined ? hasItem(household.toString()) : not(hasItem(household.toString()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                cadre
                    .get("/confined-households?limit=200")
                    .statusCode(200)
                    .body("household", asExpected));
  }

  /** Waits until whatever was told before has been applied: it tells a mark behind it. */
  private void awaitHeard() {
    UUID mark = UUID.randomUUID();
    isolations.tells(
        YAOWAN,
        "isolation-" + mark,
        1,
        new IsolationOrdered(mark, mark, IsolationKind.HOME, IsolationReason.OTHER, DUE));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !log.texts(
                        "select '' from home_isolation where isolation = ?::uuid", mark.toString())
                    .isEmpty());
  }

  private String urgencyOfFood() {
    return cadre.post("/needs", need(household)).statusCode(201).extract().path("urgency");
  }

  @Test
  void whatAHouseholdInHomeIsolationEatsIsNeededAtOnce() {
    assertEquals("TODAY", urgencyOfFood());
    residentTells(1, registered());
    isolationTells(1, ordered(IsolationKind.HOME));
    awaitConfined(true);
    assertEquals("AT_ONCE", urgencyOfFood());
    isolationTells(2, released());
    awaitConfined(false);
    assertEquals("TODAY", urgencyOfFood());
  }

  @Test
  void itDoesNotMatterWhichServiceIsHeardFirst() {
    isolationTells(1, ordered(IsolationKind.HOME));
    awaitHeard();
    residentTells(1, registered());
    awaitConfined(true);
  }

  @Test
  void whoIsIsolatedElsewhereConfinesNobodyAtHome() {
    residentTells(1, registered());
    isolationTells(1, ordered(IsolationKind.HOME));
    awaitConfined(true);
    isolationTells(
        2,
        new IsolationTransferred(
            isolation, resident, IsolationKind.HOME, IsolationKind.CENTRAL, true));
    awaitConfined(false);
    isolationTells(
        3,
        new IsolationTransferred(
            isolation, resident, IsolationKind.CENTRAL, IsolationKind.HOME, true));
    awaitConfined(true);
  }

  @Test
  void whoLeftConfinesNobody() {
    residentTells(1, registered());
    isolationTells(1, ordered(IsolationKind.HOME));
    awaitConfined(true);
    residentTells(2, new ResidentLeft(resident, Residency.RESIDENT, false));
    awaitConfined(false);
  }

  @Test
  void whoMovesInTheSameBreathLivesWhereTheyMoved() {
    isolationTells(1, ordered(IsolationKind.HOME));
    awaitHeard();
    residentTells(
        1,
        new ResidentRegistered(
            resident,
            UUID.randomUUID(),
            Residency.RESIDENT,
            false,
            AgeBand.FROM_18_TO_59,
            Sex.UNKNOWN));
    residentTells(
        2,
        new ResidentMoved(
            resident, UUID.randomUUID(), household, null, Residency.RESIDENT, false, false));
    awaitConfined(true);
  }

  @Test
  void whoIsForgottenStillHasToStayAtHomeUntilReleased() {
    residentTells(1, registered());
    residentTells(2, new ResidentForgotten(resident));
    isolationTells(1, ordered(IsolationKind.HOME));
    awaitConfined(true);
    isolationTells(2, released());
    awaitConfined(false);
  }

  @Test
  void oldNewsThatComesLateOverAnotherShardChangesNothing() {
    residentTells(1, registered());
    isolationTells(2, released());
    awaitHeard();
    isolations.tells(GUANPO, "isolation-" + isolation, 1, ordered(IsolationKind.HOME));
    UUID mark = UUID.randomUUID();
    isolations.tells(
        GUANPO,
        "isolation-" + mark,
        1,
        new IsolationOrdered(mark, mark, IsolationKind.HOME, IsolationReason.OTHER, DUE));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !log.texts(
                        "select '' from home_isolation where isolation = ?::uuid", mark.toString())
                    .isEmpty());
    assertEquals("TODAY", urgencyOfFood());
  }

  @Test
  void whatIsToldTwiceHappensOnce() {
    residentTells(1, registered());
    var told = isolations.tells(YAOWAN, "isolation-" + isolation, 1, ordered(IsolationKind.HOME));
    awaitConfined(true);
    isolationTells(2, released());
    isolations.repeats(told);
    awaitHeard();
    awaitConfined(false);
  }

  @Test
  void whatCannotBeReadBecomesADeadLetterAndHoldsUpNobody() {
    residentTells(1, registered());
    isolations.tells(
        YAOWAN,
        "isolation-" + isolation,
        1,
        EventTypes.of(IsolationOrdered.class),
        "{\"order\":\"no order at all\"}");
    isolationTells(2, ordered(IsolationKind.HOME));
    awaitConfined(true);
    Caller operator = Caller.person(tokens, "operator");
    operator
        .get("/admin/dead-letters")
        .statusCode(200)
        .body("type", hasItem(EventTypes.of(IsolationOrdered.class)))
        .body("reason", hasItem("UnreadableEvent: 'order' is not readable"))
        .body("community", hasItem(YAOWAN));
    String letter =
        log.texts("select id::text from dead_letter where community = ? limit 1", YAOWAN).get(0);
    operator
        .post("/admin/dead-letters/" + letter + "/replay", Map.of())
        .statusCode(422)
        .body("code", equalTo("STILL_UNREADABLE"));
    assertEquals(
        List.of("still there"),
        log.texts(
            "select 'still there' from dead_letter where id = ?::uuid and replayed is null",
            letter));
  }

  @Test
  void eventsThatNobodyHereKnowsArePassedOver() {
    residentTells(1, registered());
    isolations.tells(
        YAOWAN, "isolation-" + isolation, 1, "org.qunfang.isolation.IsolationOrdered.v9", "{}");
    isolationTells(2, ordered(IsolationKind.HOME));
    awaitConfined(true);
  }

  @Test
  void peopleOfAnotherDivisionDoNotSeeThem() {
    residentTells(1, registered());
    isolationTells(1, ordered(IsolationKind.HOME));
    awaitConfined(true);
    Caller.person(tokens, "street-wuyangba")
        .get("/confined-households?limit=200&division=" + YAOWAN)
        .statusCode(200)
        .body("household", hasItem(household.toString()));
    Caller.person(tokens, "cadre-guanpo")
        .get("/confined-households?limit=200")
        .statusCode(200)
        .body("household", not(hasItem(household.toString())));
    Caller.person(tokens, "cadre-guanpo")
        .get("/confined-households?division=" + YAOWAN)
        .statusCode(403)
        .body("code", equalTo("OTHER_DIVISION"));
  }
}
