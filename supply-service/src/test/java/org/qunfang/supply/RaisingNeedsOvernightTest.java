package org.qunfang.supply;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.supply.Caller.NOON;
import static org.qunfang.supply.Caller.at;
import static org.qunfang.supply.Caller.id;
import static org.qunfang.supply.Caller.need;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

/** No problem stays overnight (问题不过夜). */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class RaisingNeedsOvernightTest {

  /** Midnight in the field, twelve hours after the needs of these tests are registered. */
  private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));

  Tokens tokens;
  PostgresPart.Database database;

  private Caller cadre;
  private Caller operator;
  private Log log;

  @BeforeEach
  void setUp() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    operator = Caller.person(tokens, "operator");
    log = new Log(database);
    // What other tests left open has gone up as far as it can.
    IntStream.range(0, 4).forEach(night -> lookAt(MIDNIGHT.plus(Duration.ofDays(1000 + night))));
  }

  private int lookAt(Instant asOf) {
    return operator
        .post("/admin/sweeps/needs-overnight", Map.of("asOf", asOf.toString()))
        .statusCode(200)
        .extract()
        .path("done");
  }

  private String level(UUID need) {
    return cadre.get("/needs/" + need).statusCode(200).extract().path("level");
  }

  @Test
  void whatIsOpenAtMidnightGoesUpALevelAndNotBefore() {
    UUID need = id(cadre.post("/needs", need(UUID.randomUUID())));
    assertEquals(0, lookAt(MIDNIGHT.minusMillis(1)));
    assertEquals("COMMUNITY", level(need));
    assertEquals(1, lookAt(MIDNIGHT));
    assertEquals("STREET", level(need));
    assertEquals(
        List.of(MIDNIGHT.toString()),
        log.texts(
            "select to_char(time at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from event"
                + " where type like '%NeedRaised%' and stream = ?",
            "need-" + need));
  }

  @Test
  void itGoesUpOnceANight() {
    UUID need = id(cadre.post("/needs", need(UUID.randomUUID())));
    assertEquals(1, lookAt(MIDNIGHT));
    assertEquals(0, lookAt(MIDNIGHT));
    assertEquals(0, lookAt(MIDNIGHT.plus(Duration.ofHours(23))));
    assertEquals("STREET", level(need));
  }

  @Test
  void nightAfterNightItClimbsToTheCityAndStaysThere() {
    UUID need = id(cadre.post("/needs", need(UUID.randomUUID())));
    for (String level : List.of("STREET", "DISTRICT", "CITY", "CITY")) {
      Duration nights = Duration.ofDays(log.of("need", need).size() - 1L);
      lookAt(MIDNIGHT.plus(nights));
      assertEquals(level, level(need));
    }
    assertEquals(
        List.of("NeedRegistered", "NeedRaised", "NeedRaised", "NeedRaised"), log.of("need", need));
  }

  @Test
  void whatIsMetOrWasHandedUpByPeopleDuringTheNightIsLeftAlone() {
    UUID met = id(cadre.post("/needs", need(UUID.randomUUID())));
    cadre.post("/needs/" + met + "/resolution", at(NOON)).statusCode(200);
    UUID handedUp = id(cadre.post("/needs", need(UUID.randomUUID())));
    cadre
        .post(
            "/needs/" + handedUp + "/raise",
            Map.of("to", "STREET", "time", MIDNIGHT.plusSeconds(600).toString()))
        .statusCode(200);
    assertEquals(0, lookAt(MIDNIGHT.plusSeconds(1200)));
    assertEquals("STREET", level(handedUp));
  }

  @Test
  void whatSomebodyTookOnAndDidNotMeetGoesUpToo() {
    UUID need = id(cadre.post("/needs", need(UUID.randomUUID())));
    cadre
        .post("/needs/" + need + "/assignment", Map.of("worker", UUID.randomUUID()))
        .statusCode(200);
    assertEquals(1, lookAt(MIDNIGHT));
    cadre.get("/needs/" + need).body("state", equalTo("OPEN")).body("level", equalTo("STREET"));
  }

  @Test
  void twoWhoLookAtOnceRaiseEachNeedOnce() {
    List<UUID> needs =
        IntStream.range(0, 20)
            .mapToObj(i -> id(cadre.post("/needs", need(UUID.randomUUID()))))
            .toList();
    int raised = IntStream.range(0, 4).parallel().map(replica -> lookAt(MIDNIGHT)).sum();
    assertEquals(needs.size(), raised);
    for (UUID need : needs) {
      assertEquals(List.of("NeedRegistered", "NeedRaised"), log.of("need", need));
    }
  }

  @Test
  void allOfALongListGoesUp() {
    IntStream.range(0, 130)
        .parallel()
        .forEach(i -> id(cadre.post("/needs", need(UUID.randomUUID()))));
    assertEquals(130, lookAt(MIDNIGHT));
  }

  @Test
  void nobodyLooksIntoTheFuture() {
    operator
        .post("/admin/sweeps/needs-overnight", Map.of("asOf", "2120-01-01T00:00:00Z"))
        .statusCode(422)
        .body("code", equalTo("TIME_IN_FUTURE"));
    operator
        .post("/admin/sweeps/needs-overnight", Map.of())
        .statusCode(422)
        .body("code", equalTo("CONSTRAINT_VIOLATED"));
    operator
        .post("/admin/sweeps/needs-overnight", Map.of("asOf", Instant.now().toString()))
        .statusCode(200)
        .body("done", is(greaterThanOrEqualTo(0)));
  }
}
