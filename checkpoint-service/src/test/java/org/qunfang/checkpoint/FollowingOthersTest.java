package org.qunfang.checkpoint;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class FollowingOthersTest {

  private static final LocalDate DAY = LocalDate.of(2020, 2, 20);

  Tokens tokens;
  KafkaPart kafka;
  PostgresPart.Database database;
  private Neighbour others;
  private Caller guard;
  private Log log;

  private final UUID person = EventIds.next();
  private final UUID caseId = EventIds.next();
  private final UUID contact = EventIds.next();
  private final UUID order = EventIds.next();

  @BeforeEach
  void callers() {
    others = new Neighbour(kafka.bootstrapServers());
    guard = Caller.person(tokens, "guard-yaowan");
    log = new Log(database);
  }

  @AfterEach
  void close() {
    others.close();
  }

  @Test
  void ofWhomNothingIsKnownNothingIsTold() {
    guard
        .get("/health-codes/{person}", person)
        .statusCode(404)
        .body("code", equalTo("NO_CODE_KNOWN"));
  }

  @Test
  void aCaseIsRedAtTheGateUntilRuledOut() {
    UUID gate = Caller.person(tokens, "cadre-yaowan").opens("GATE");
    Map<String, Object> passage = Caller.passage(gate);
    passage.put("person", person);

    others.tells(1, new CaseReported(caseId, person, CaseClass.SUSPECTED));
    soon("RED", "CASE");
    guard
        .post(passage, "/passages")
        .statusCode(201)
        .body("outcome", equalTo("REFERRED"))
        .body("reason", equalTo("CODE_RED"))
        .body("code", equalTo("RED"));

    others.tells(2, new CaseRuledOut(caseId, person));
    soon("GREEN", "CLEARED");
    guard.post(passage, "/passages").statusCode(201).body("outcome", equalTo("ADMITTED"));
    assertEquals(List.of("GREEN RED CASE", "RED GREEN CLEARED"), log.changesOfCode(person));
  }

  @Test
  void aCloseContactIsYellowUntilCleared() {
    UUID gate = Caller.person(tokens, "cadre-yaowan").opens("GATE");
    Map<String, Object> passage = Caller.passage(gate);
    passage.put("person", person);

    others.tells(1, traced());
    soon("YELLOW", "CONTACT");
    guard
        .post(passage, "/passages")
        .statusCode(201)
        .body("outcome", equalTo("REFUSED"))
        .body("reason", equalTo("CODE_YELLOW"));
    others.tells(2, cleared());
    soon("GREEN", "CLEARED");
  }

  @Test
  void whenOneGroundGoesTheOthersDecide() {
    others.tells(1, traced());
    others.tells(
        1,
        new IsolationOrdered(
            order, person, IsolationKind.CENTRAL, IsolationReason.CLOSE_CONTACT, DAY));
    soon("RED", "ISOLATION");
    others.tells(
        2,
        new IsolationTransferred(order, person, IsolationKind.CENTRAL, IsolationKind.HOME, true));
    soon("YELLOW", "CONTACT");
    others.tells(
        3,
        new IsolationReleased(
            order,
            person,
            IsolationKind.HOME,
            IsolationReason.CLOSE_CONTACT,
            ReleaseGround.TERM_ENDED,
            true));
    others.tells(2, cleared());
    soon("GREEN", "CLEARED");
    assertEquals(
        List.of(
            "GREEN YELLOW CONTACT",
            "YELLOW RED ISOLATION",
            "RED YELLOW CONTACT",
            "YELLOW GREEN CLEARED"),
        log.changesOfCode(person));
  }

  @Test
  void clearedBeforeTracedLeavesNothing() {
    others.tells(2, cleared());
    others.tells(1, traced());
    others.tells(1, new CaseReported(caseId, person, CaseClass.CONFIRMED));
    soon("RED", "CASE");
    others.tells(3, new CaseRecovered(caseId, person, CaseClass.CONFIRMED));
    soon("GREEN", "CLEARED");
    assertEquals(List.of("GREEN RED CASE", "RED GREEN CLEARED"), log.changesOfCode(person));
  }

  @Test
  void whatIsToldTwiceIsDoneOnce() {
    var told = others.tells(1, traced());
    others.again(told);
    UUID next = EventIds.next();
    others.tells(1, new CaseReported(EventIds.next(), next, CaseClass.SUSPECTED));
    soon(next, "RED", "CASE");
    assertEquals(List.of("GREEN YELLOW CONTACT"), log.changesOfCode(person));
  }

  @Test
  void aChangeCountsWhereTheCodeBeforeItWas() {
    others.tells(1, traced());
    soon("YELLOW", "CONTACT");
    var clearedElsewhere = cleared();
    others.tells(Caller.GUANPO, 2, clearedElsewhere, EventJson.write(clearedElsewhere));
    soon("GREEN", "CLEARED");
    assertEquals(
        List.of(Caller.YAOWAN),
        log.read(
            "select distinct community from event where stream = 'healthcode-%s'"
                .formatted(person)));
  }

  @Test
  void ofWhomSomethingIsKnownElsewhereAsLittleIsTold() {
    others.tells(1, traced());
    soon("YELLOW", "CONTACT");
    Caller.person(tokens, "cadre-guanpo")
        .get("/health-codes/{person}", person)
        .statusCode(404)
        .body("code", equalTo("NO_CODE_KNOWN"));
  }

  @Test
  void whatCannotBeReadIsKeptUntilItIsMendedAndReplayed() {
    others.tells(Caller.YAOWAN, 1, traced(), "{\"contact\":\"nonsense\"}");
    UUID next = EventIds.next();
    others.tells(1, new CaseReported(EventIds.next(), next, CaseClass.SUSPECTED));
    soon(next, "RED", "CASE");

    Caller operator = Caller.person(tokens, "operator");
    List<String> ids =
        operator
            .get("/admin/dead-letters")
            .statusCode(200)
            .body("type", hasItem("org.qunfang.resident.ContactTraced.v1"))
            .extract()
            .path("id");
    String mended = EventJson.write(traced()).replace("'", "''");
    log.write(
        "update dead_letter set value = convert_to('%s', 'UTF8') where id = '%s'"
            .formatted(mended, ids.get(0)));
    operator.post(Map.of(), "/admin/dead-letters/{id}/replay", ids.get(0)).statusCode(204);

    soon("YELLOW", "CONTACT");
    operator
        .post(Map.of(), "/admin/dead-letters/{id}/replay", ids.get(0))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_DEAD_LETTER"));
  }

  private ContactTraced traced() {
    return new ContactTraced(contact, caseId, person, ContactClass.CLOSE, DAY, ContactSetting.MEAL);
  }

  private ContactCleared cleared() {
    return new ContactCleared(contact, caseId, person, ContactClass.CLOSE);
  }

  private void soon(String colour, String reason) {
    soon(person, colour, reason);
  }

  private void soon(UUID somebody, String colour, String reason) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                guard
                    .get("/health-codes/{person}", somebody)
                    .statusCode(200)
                    .body("colour", equalTo(colour))
                    .body("reason", equalTo(reason)));
  }
}
