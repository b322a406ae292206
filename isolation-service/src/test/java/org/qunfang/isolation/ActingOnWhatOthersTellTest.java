package org.qunfang.isolation;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.isolation.Caller.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.events.ResidentEvent.ContactExposedAgain;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.events.ResidentEvent.DivisionAdded;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.SymptomsReported;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ActingOnWhatOthersTellTest {

  private static final Division WUHAN = new Division("420100000000");
  private static final String DAY = "2020-02-10";

  Tokens tokens;
  KafkaPart kafka;
  PostgresPart.Database database;
  private Neighbour others;
  private Caller cadre;

  private final UUID person = EventIds.next();
  private final UUID caseId = EventIds.next();
  private final UUID contact = EventIds.next();

  @BeforeEach
  void callers() {
    others = new Neighbour(kafka.bootstrapServers());
    cadre = Caller.person(tokens, "cadre-yaowan");
  }

  @AfterEach
  void close() {
    others.close();
  }

  @Test
  void aContactFromTheSameHouseholdIsIsolatedCentrallyAndReleasedWhenCleared() {
    others.tells(DAY, traced(ContactSetting.HOUSEHOLD));
    soon("CENTRAL", "ORDERED", "2020-02-23");

    others.tells("2020-02-23", new ContactCleared(contact, caseId, person, ContactClass.CLOSE));
    soonNotIsolated();
    assertEquals(List.of("IsolationOrdered", "IsolationReleased"), history());
  }

  @Test
  void aContactWhoseCaseWasNoneIsReleasedForThat() {
    others.tells(DAY, traced(ContactSetting.WORK));
    soon("HOME", "ORDERED", "2020-02-23");
    String order = cadre.get("/persons/{person}/isolation-order", person).extract().path("id");

    others.tells(DAY, new ContactCleared(contact, caseId, person, ContactClass.CLOSE, true));
    soonNotIsolated();
    cadre.get("/isolation-orders/{id}", order).body("ground", equalTo("RULED_OUT"));
  }

  @Test
  void aContactIsIsolatedByTheClassThatItTurnsOutToHave() {
    others.tells(
        DAY,
        new ContactTraced(
            contact, caseId, person, ContactClass.GENERAL, exposed(9), ContactSetting.HOUSEHOLD));
    others.tells(DAY, reclassified(ContactClass.GENERAL, ContactClass.CLOSE));
    soon("CENTRAL", "ORDERED", "2020-02-23");

    others.tells(DAY, reclassified(ContactClass.CLOSE, ContactClass.SECONDARY));
    soon("CENTRAL", "ORDERED", "2020-02-16");
    others.tells(
        DAY,
        new ContactExposedAgain(
            contact,
            caseId,
            person,
            ContactClass.SECONDARY,
            exposed(10),
            ContactSetting.HOUSEHOLD,
            false));
    soon("CENTRAL", "ORDERED", "2020-02-17");

    others.tells(DAY, reclassified(ContactClass.SECONDARY, ContactClass.GENERAL));
    soonNotIsolated();
  }

  private static LocalDate exposed(int day) {
    return LocalDate.of(2020, 2, day);
  }

  private ContactReclassified reclassified(ContactClass was, ContactClass is) {
    return new ContactReclassified(
        contact, caseId, person, was, is, exposed(9), ContactSetting.HOUSEHOLD, false);
  }

  @Test
  void whoComesBackFromARiskAreaIsIsolatedCentrally() {
    others.tells(
        DAY, new ReturnRegistered(person, WUHAN, RiskLevel.HIGH, LocalDate.of(2020, 2, 9)));
    soon("CENTRAL", "ORDERED", "2020-02-23");
  }

  @Test
  void whoComesBackFromALowRiskAreaIsNot() {
    UUID next = EventIds.next();
    others.tells(DAY, new ReturnRegistered(person, WUHAN, RiskLevel.LOW, LocalDate.of(2020, 2, 9)));
    others.tells(
        DAY, new ReturnRegistered(next, WUHAN, RiskLevel.MEDIUM, LocalDate.of(2020, 2, 9)));

    soon(next, "CENTRAL", "ORDERED", "2020-02-23");
    cadre.get("/persons/{person}/isolation-order", person).statusCode(404);
  }

  @Test
  void aSuspectedCaseThatIsConfirmedGoesOnInHospitalUntilRecovered() {
    others.tells(DAY, new CaseReported(caseId, person, CaseClass.SUSPECTED));
    soon("CENTRAL", "ORDERED", "2020-02-24");
    others.tells("2020-02-12", new CaseConfirmed(caseId, person, CaseClass.SUSPECTED));
    soon("HOSPITAL", "ORDERED", "2020-02-26");

    Caller.person(tokens, "operator")
        .post(Map.of("asOf", "2020-03-20T00:00:00Z"), "/admin/sweeps/releases-due")
        .statusCode(200);
    cadre.get("/persons/{person}/isolation-order", person).statusCode(200);

    others.tells("2020-03-01", new CaseRecovered(caseId, person, CaseClass.CONFIRMED));
    soonNotIsolated();
  }

  @Test
  void aContactWhoIsSuspectedAndRuledOutStaysAContact() {
    others.tells(DAY, traced(ContactSetting.WORK));
    others.tells("2020-02-12", new CaseReported(caseId, person, CaseClass.SUSPECTED));
    soon("CENTRAL", "ORDERED", "2020-02-26");

    others.tells("2020-02-13", new CaseRuledOut(caseId, person));
    soon("CENTRAL", "ORDERED", "2020-02-23");
    assertEquals(
        List.of(
            "IsolationOrdered",
            "IsolationGroundAdded",
            "IsolationTransferred",
            "IsolationExtended",
            "IsolationGroundLifted"),
        history());
  }

  @Test
  void aFeverAtAGateIsObservedThoughAThousandPassagesComeFirst() {
    for (int i = 0; i < 1000; i++) {
      others.tells(DAY, passage());
    }
    others.tells(DAY, new FeverDetected(EventIds.next(), EventIds.next(), null, 38.0));
    others.tells(DAY, new FeverDetected(EventIds.next(), EventIds.next(), person, 38.0));

    soon("MEDICAL_OBSERVATION", "ORDERED", "2020-02-24");
  }

  @Test
  void aDryCoughIsObserved() {
    others.tells(DAY, new SymptomsReported(person, false, true));
    soon("MEDICAL_OBSERVATION", "ORDERED", "2020-02-24");
  }

  @Test
  void aFeverFoundByAGuardianIsObserved() {
    UUID order = Caller.person(tokens, "street-wuyangba").orders(person);
    cadre.starts(order);
    Map<String, Object> check = check(order, "2020-02-12", "EVENING");
    check.put("temperature", 37.3);

    cadre.post(check, "/health-checks").statusCode(201).body("fever", equalTo(true));

    soon("MEDICAL_OBSERVATION", "STARTED", "2020-02-26");
  }

  @Test
  void aCheckWithoutAnOrderChangesNoOrderOfAnotherCommunity() {
    UUID order = Caller.person(tokens, "street-wuyangba").orders(person);
    UUID stranded = EventIds.next();
    List<Map<String, Object>> checks = new ArrayList<>();
    for (UUID whom : List.of(person, stranded)) {
      Map<String, Object> check =
          Caller.event(
              "HealthChecked",
              "2020-02-12T08:00:00+08:00",
              Map.of(
                  "person",
                  whom,
                  "day",
                  "2020-02-12",
                  "slot",
                  "MORNING",
                  "temperature",
                  38.5,
                  "dryCough",
                  false,
                  "otherSymptoms",
                  false,
                  "needsAsked",
                  true));
      check.put("division", Caller.GUANPO);
      checks.add(check);
    }
    Caller.machine(tokens, "integrator-hospital").tells(checks).body("accepted", equalTo(2));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                Caller.person(tokens, "cadre-guanpo")
                    .get("/persons/{person}/isolation-order", stranded)
                    .statusCode(200)
                    .body("kind", equalTo("MEDICAL_OBSERVATION")));
    cadre.get("/isolation-orders/{id}", order).body("kind", equalTo("HOME"));
    assertEquals(List.of("IsolationOrdered"), history());
  }

  @Test
  void whatARuleConcludesTooLateTakesEffectWithWhatItFollows() {
    UUID order = Caller.person(tokens, "street-wuyangba").orders(person);
    cadre.starts(order);
    others.tells("2020-02-09", new CaseReported(caseId, person, CaseClass.CONFIRMED));
    soon("HOSPITAL", "STARTED", "2020-02-24");
    others.tells("2020-02-08", new CaseRecovered(caseId, person, CaseClass.CONFIRMED));
    soonNotIsolated();
    cadre
        .get("/isolation-orders/{id}", order)
        .body("started", equalTo("2020-02-10T04:00:00Z"))
        .body("ended", equalTo("2020-02-10T04:00:00Z"));
  }

  @Test
  void aCommunityIsKnownFromWhenItIsImported() {
    Division added = new Division("422801001099");
    Map<String, Object> order = Caller.order(person);
    order.put("community", added.code());
    Caller street = Caller.person(tokens, "street-wuyangba");
    street
        .post(order, "/decisions/isolation-orders")
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_DIVISION"));

    others.tells(DAY, new DivisionAdded(added, "新社区居委会"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                street
                    .post(order, "/decisions/isolation-orders")
                    .statusCode(201)
                    .body("community", equalTo(added.code())));
    order.put("community", "422801001098");
    street.post(order, "/decisions/isolation-orders").statusCode(422);
  }

  @Test
  void whatIsToldTwiceIsDoneOnce() {
    var told = others.tells(DAY, traced(ContactSetting.WORK));
    others.again(told);
    UUID next = EventIds.next();
    others.tells(DAY, new SymptomsReported(next, true, false));

    soon(next, "MEDICAL_OBSERVATION", "ORDERED", "2020-02-24");
    assertEquals(List.of("IsolationOrdered"), history());
  }

  @Test
  void whatCannotBeReadIsKeptAndHoldsUpNobody() {
    others.tells(DAY, traced(ContactSetting.WORK), "{\"contact\":\"nonsense\"}");
    others.tells(DAY, traced(ContactSetting.WORK));

    soon("HOME", "ORDERED", "2020-02-23");
    Caller operator = Caller.person(tokens, "operator");
    operator
        .get("/admin/dead-letters")
        .statusCode(200)
        .body("type", hasItem("org.qunfang.resident.ContactTraced.v1"));
  }

  private ContactTraced traced(ContactSetting setting) {
    return new ContactTraced(
        contact, caseId, person, ContactClass.CLOSE, LocalDate.of(2020, 2, 9), setting);
  }

  private static PassageRecorded passage() {
    return new PassageRecorded(
        EventIds.next(),
        null,
        Direction.IN,
        Passer.PERSON,
        true,
        true,
        36.5,
        true,
        CodeColour.GREEN,
        PassageOutcome.ADMITTED,
        null);
  }

  private void soon(String kind, String state, String due) {
    soon(person, kind, state, due);
  }

  private void soon(UUID somebody, String kind, String state, String due) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                cadre
                    .get("/persons/{person}/isolation-order", somebody)
                    .statusCode(200)
                    .body("kind", equalTo(kind))
                    .body("state", equalTo(state))
                    .body("due", equalTo(due)));
  }

  private void soonNotIsolated() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> cadre.get("/persons/{person}/isolation-order", person).statusCode(404));
  }

  /** What happened to the person's orders, by name and in order. */
  private List<String> history() {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select split_part(type, '.', 4) from event
                 where stream in (select 'isolation-' || id from isolation_file where person = ?)
                 order by position
                """)) {
      query.setObject(1, person);
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return names;
  }
}
