package org.qunfang.checkpoint;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.PostgresPart;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ManagingCompoundsTest {

  Tokens tokens;
  PostgresPart.Database database;

  @TestHTTPResource("/")
  URI service;

  private Caller cadre;

  @BeforeEach
  void caller() {
    cadre = Caller.person(tokens, "cadre-yaowan");
  }

  @Test
  void aCompoundIsClosedReopenedAndClosedAgain() {
    UUID id = UUID.randomUUID();
    Map<String, Object> closure = Caller.closure();
    closure.put("id", id);
    closure.put("name", "East");

    cadre
        .post(closure, "/compounds")
        .statusCode(201)
        .header("Location", containsString("/compounds/" + id))
        .body("closed", equalTo(true))
        .body("entrancesKept", equalTo(1));
    cadre.post(closure, "/compounds").statusCode(409).body("code", equalTo("ALREADY_CLOSED"));

    cadre.post(Map.of(), "/compounds/{id}/reopening", id).statusCode(200);
    cadre
        .get("/compounds/{id}", id)
        .statusCode(200)
        .body("closed", equalTo(false))
        .body("name", equalTo("East"));
    cadre
        .post(Map.of(), "/compounds/{id}/reopening", id)
        .statusCode(409)
        .body("code", equalTo("NOT_CLOSED"));

    closure.put("entrancesKept", 2);
    cadre.post(closure, "/compounds").statusCode(201).body("entrancesKept", equalTo(2));
  }

  @Test
  void theSameRequestTwiceIsOne() {
    Log log = new Log(database);
    String key = UUID.randomUUID().toString();
    UUID first = Caller.id(cadre.postOnce(key, Caller.closure(), "/compounds"));
    long after = log.size();

    assertEquals(first, Caller.id(cadre.postOnce(key, Caller.closure(), "/compounds")));
    assertEquals(after, log.size());

    Map<String, Object> other = Caller.closure();
    other.put("pointsBlocked", 9);
    cadre
        .postOnce(key, other, "/compounds")
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void whatHappensNowNeedsNoBody() throws Exception {
    assertEquals(200, cadre.postNothing(service, "/compounds/" + cadre.closes() + "/reopening"));
    assertEquals(
        200, cadre.postNothing(service, "/checkpoints/" + cadre.opens("GATE") + "/withdrawal"));
  }

  @Test
  void aKeyHasItsLength() {
    cadre
        .postOnce("k".repeat(201), Caller.closure(), "/compounds")
        .statusCode(422)
        .body("code", equalTo("CONSTRAINT_VIOLATED"));
  }

  @Test
  void aCompoundLiesInOneCommunity() {
    UUID id = cadre.closes();
    cadre.post(Map.of(), "/compounds/{id}/reopening", id).statusCode(200);
    Map<String, Object> elsewhere = Caller.closure();
    elsewhere.put("id", id);
    elsewhere.put("community", Caller.GUANPO);

    Caller.person(tokens, "street-wuyangba")
        .post(elsewhere, "/compounds")
        .statusCode(409)
        .body("code", equalTo("COMPOUND_ELSEWHERE"));
  }

  @Test
  void anotherCommunitysCadreNeitherSeesNorChangesIt() {
    UUID id = cadre.closes();
    Caller neighbour = Caller.person(tokens, "cadre-guanpo");

    neighbour.get("/compounds/{id}", id).statusCode(404).body("code", equalTo("NO_SUCH_COMPOUND"));
    neighbour.post(Map.of(), "/compounds/{id}/reopening", id).statusCode(404);
    UUID gate = cadre.opens("GATE");
    neighbour
        .get("/checkpoints/{id}", gate)
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CHECKPOINT"));
    neighbour.post(Map.of(), "/checkpoints/{id}/withdrawal", gate).statusCode(404);
    neighbour.get("/compounds").statusCode(200).body("id", not(hasItem(id.toString())));
    neighbour.get("/compounds?division={code}", Caller.YAOWAN).statusCode(403);
    cadre.get("/compounds/{id}", id).body("closed", equalTo(true));
  }

  @Test
  void nothingEndsBeforeItBegan() {
    Map<String, String> dayBefore =
        Map.of("time", Caller.OPENED.minus(Duration.ofDays(1)).toString());
    UUID compound = cadre.closes();
    cadre
        .post(dayBefore, "/compounds/{id}/reopening", compound)
        .statusCode(409)
        .body("code", equalTo("BEFORE_IT_BEGAN"));
    cadre.get("/compounds/{id}", compound).body("closed", equalTo(true));
    cadre
        .post(dayBefore, "/checkpoints/{id}/withdrawal", cadre.opens("GATE"))
        .statusCode(409)
        .body("code", equalTo("BEFORE_IT_BEGAN"));
  }

  @Test
  void aListIsReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      cadre.closes();
    }
    List<String> seen = new ArrayList<>();
    List<String> page = cadre.get("/compounds?limit=2").body("$", hasSize(2)).extract().path("id");
    while (!page.isEmpty()) {
      seen.addAll(page);
      page = cadre.get("/compounds?limit=2&after={last}", seen.getLast()).extract().path("id");
    }
    assertEquals(seen.size(), new HashSet<>(seen).size());
    assertEquals(
        new Log(database)
            .read("select id from compound where community = '" + Caller.YAOWAN + "' order by id"),
        seen);
  }

  @Test
  void gatesAndBlockedPointsBelongToACompoundOfTheirCommunity() {
    UUID compound = cadre.closes();
    Map<String, Object> gate = Caller.checkpoint(Caller.YAOWAN, "GATE");
    gate.put("compound", compound);
    gate.put("name", "East gate");
    UUID id = Caller.id(cadre.post(gate, "/checkpoints"));

    cadre
        .get("/checkpoints/{id}", id)
        .statusCode(200)
        .body("compound", equalTo(compound.toString()))
        .body("withdrawn", equalTo(null));
    cadre.get("/checkpoints?limit=200").statusCode(200).body("id", hasItem(id.toString()));

    gate.put("compound", UUID.randomUUID());
    cadre.post(gate, "/checkpoints").statusCode(422).body("code", equalTo("NO_SUCH_COMPOUND"));
  }

  @Test
  void aCheckpointIsSetUpAndWithdrawnOnce() {
    UUID id = cadre.opens("BLOCKED_POINT");
    Map<String, Object> again = Caller.checkpoint(Caller.YAOWAN, "GATE");
    again.put("id", id);
    cadre.post(again, "/checkpoints").statusCode(409).body("code", equalTo("ALREADY_OPEN"));

    cadre.post(Map.of(), "/checkpoints/{id}/withdrawal", id).statusCode(200);
    cadre
        .post(Map.of(), "/checkpoints/{id}/withdrawal", id)
        .statusCode(409)
        .body("code", equalTo("ALREADY_WITHDRAWN"));
    cadre
        .post(Map.of(), "/checkpoints/{id}/withdrawal", UUID.randomUUID())
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CHECKPOINT"));
  }
}
