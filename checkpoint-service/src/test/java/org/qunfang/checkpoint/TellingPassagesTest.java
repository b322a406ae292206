package org.qunfang.checkpoint;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.PostgresPart;

/** Gates that decide by themselves tell it as CloudEvents. */
@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class TellingPassagesTest {

  Tokens tokens;
  PostgresPart.Database database;
  private Caller gates;
  private UUID gate;
  private Log log;

  @BeforeEach
  void aGate() {
    gates = Caller.machine(tokens, "integrator-gates");
    gate = Caller.person(tokens, "cadre-yaowan").opens("GATE");
    log = new Log(database);
  }

  private Map<String, Object> event() {
    return Caller.event(Caller.decidedPassage(gate));
  }

  private static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
    Map<String, Object> other = new HashMap<>(event);
    other.put(field, value);
    return other;
  }

  @Test
  void aBatchIsStoredAsTold() {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(event());
    }
    gates.tells(events).statusCode(200).body("accepted", equalTo(200));
    assertEquals(200, log.factsAt(gate).size());
    gates
        .tells(events)
        .statusCode(200)
        .body("accepted", equalTo(0))
        .body("duplicate", equalTo(200));
    assertEquals(200, log.factsAt(gate).size());
  }

  @Test
  void oneEventComesStructuredOrInBinary() {
    gates
        .postAs("application/cloudevents+json", event(), "/events")
        .statusCode(200)
        .body("accepted", equalTo(1));
    gates
        .request()
        .contentType("application/json")
        .header("ce-specversion", "1.0")
        .header("ce-id", UUID.randomUUID().toString())
        .header("ce-source", "/gates/east")
        .header("ce-type", "org.qunfang.checkpoint.PassageRecorded.v1")
        .header("ce-time", Instant.now().toString())
        .header("ce-division", Caller.YAOWAN)
        .body(Caller.decidedPassage(gate))
        .post("/events")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
    assertEquals(2, log.factsAt(gate).size());
  }

  @Test
  void aFeverIsToldWhateverTheGateDecided() {
    Map<String, Object> feverish = Caller.decidedPassage(gate);
    feverish.put("temperature", 39.1);
    gates.tells(List.of(Caller.event(feverish))).body("accepted", equalTo(1));
    assertEquals(List.of("PassageRecorded", "FeverDetected"), log.factsAt(gate));
  }

  @Test
  void oneBadEventSinksNoOther() {
    UUID elsewhere =
        Caller.id(
            Caller.person(tokens, "street-wuyangba")
                .post(Caller.checkpoint(Caller.GUANPO, "GATE"), "/checkpoints"));
    Map<String, Object> hot = Caller.decidedPassage(gate);
    hot.put("temperature", 366);
    Map<String, Object> unexplained = Caller.decidedPassage(gate);
    unexplained.put("outcome", "REFUSED");
    Map<String, Object> halved = Caller.decidedPassage(gate);
    halved.remove("mask");
    Map<String, Object> good = event();
    Map<String, Object> sameIdOtherData =
        with(good, "data", with(Caller.decidedPassage(gate), "mask", false));
    List<Object> events =
        List.of(
            good,
            good,
            sameIdOtherData,
            Caller.event(hot),
            Caller.event(unexplained),
            Caller.event(halved),
            Caller.event(Caller.decidedPassage(UUID.randomUUID())),
            Caller.event(Caller.decidedPassage(elsewhere)),
            with(event(), "division", "999999999999"),
            with(event(), "division", "422801001000"),
            with(event(), "division", Caller.GUANPO),
            with(event(), "division", "1"),
            with(event(), "time", Instant.now().plus(Duration.ofHours(1)).toString()),
            with(event(), "time", Instant.now().minus(Duration.ofDays(30)).toString()),
            with(event(), "type", "org.qunfang.checkpoint.PassageRecorded.v9"),
            with(event(), "type", "org.qunfang.resident.CaseReported.v1"),
            Map.of("nothing", "of this"),
            "text",
            event());

    gates
        .tells(events)
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("duplicate", equalTo(1))
        .body("rejected", equalTo(16))
        .body(
            "results.findAll { it.status == 'REJECTED' }.code",
            equalTo(
                List.of(
                    "ID_REUSED",
                    "TEMPERATURE_OUT_OF_RANGE",
                    "OUTCOME_AGAINST_REASON",
                    "UNREADABLE_EVENT",
                    "NO_SUCH_CHECKPOINT",
                    "CHECKPOINT_ELSEWHERE",
                    "UNKNOWN_DIVISION",
                    "NOT_A_COMMUNITY",
                    "OTHER_DIVISION",
                    "MALFORMED_DIVISION",
                    "TIME_IN_FUTURE",
                    "TOO_OLD",
                    "UNKNOWN_EVENT_TYPE",
                    "UNKNOWN_EVENT_TYPE",
                    "NOT_A_CLOUD_EVENT",
                    "NOT_A_CLOUD_EVENT")));
    assertEquals(2, log.factsAt(gate).size());
  }

  @Test
  void aSingleBadEventIsAProblemOfItsOwn() {
    gates
        .postAs(
            "application/cloudevents+json", with(event(), "division", "999999999999"), "/events")
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_DIVISION"));
    gates
        .postAs("application/cloudevents+json", "{", "/events")
        .statusCode(400)
        .body("code", equalTo("MALFORMED_JSON"));
    gates
        .postAs("text/plain", "passage", "/events")
        .statusCode(415)
        .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    assertEquals(List.of(), log.factsAt(gate));
  }

  @Test
  void aBatchHasItsLimits() {
    gates.tells(List.of()).statusCode(200).body("results", hasSize(0));
    List<Map<String, Object>> events = new ArrayList<>();
    for (int i = 0; i < 1001; i++) {
      events.add(event());
    }
    gates.tells(events).statusCode(413).body("code", equalTo("BATCH_TOO_LARGE"));
    assertEquals(List.of(), log.factsAt(gate));
  }
}
