package org.qunfang.supply;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.supply.Caller.NOON;
import static org.qunfang.supply.Caller.at;
import static org.qunfang.supply.Caller.id;
import static org.qunfang.supply.Caller.need;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class KeepingTheRegisterOfNeedsTest {

  Tokens tokens;
  PostgresPart.Database database;

  private final UUID household = UUID.randomUUID();
  private Caller cadre;
  private Log log;

  @BeforeEach
  void setUp() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    log = new Log(database);
  }

  @Test
  void aNeedComesOntoTheRegister() {
    var answer = cadre.post("/needs", need(household));
    UUID need = id(answer);
    answer
        .header("Location", endsWith("/needs/" + need))
        .body("community", equalTo(Caller.YAOWAN))
        .body("household", equalTo(household.toString()))
        .body("category", equalTo("FOOD"))
        .body("urgency", equalTo("TODAY"))
        .body("state", equalTo("OPEN"))
        .body("level", equalTo("COMMUNITY"))
        .body("registered", equalTo(NOON.toString()))
        .body("worker", nullValue())
        .body("resolved", nullValue());
    assertEquals(List.of("NeedRegistered"), log.of("need", need));
    cadre.get("/needs/" + need).statusCode(200).body("state", equalTo("OPEN"));
  }

  @Test
  void whatIsLeftOutIsNowAndCanWaitUntilTheEvening() {
    cadre
        .post(
            "/needs",
            Map.of("community", Caller.YAOWAN, "household", household, "category", "BABY"))
        .statusCode(201)
        .body("urgency", equalTo("TODAY"));
  }

  @Test
  void aNeedIsTakenOnAndMetOnTheSameDay() {
    UUID need = id(cadre.post("/needs", need(household)));
    UUID worker = UUID.randomUUID();
    cadre
        .post("/needs/" + need + "/assignment", Map.of("worker", worker))
        .statusCode(200)
        .body("state", equalTo("ASSIGNED"))
        .body("worker", equalTo(worker.toString()));
    cadre
        .post("/needs/" + need + "/resolution", at(NOON.plus(Duration.ofHours(11))))
        .statusCode(200)
        .body("state", equalTo("RESOLVED"));
    assertEquals(List.of("NeedRegistered", "NeedAssigned", "NeedResolved"), log.of("need", need));
    assertTrue(log.data("need", need).get(2).contains("\"sameDay\":true"));
  }

  @Test
  void whatIsMetAfterMidnightInTheFieldStayedOvernight() {
    UUID need = id(cadre.post("/needs", need(household)));
    cadre
        .post("/needs/" + need + "/resolution", at(NOON.plus(Duration.ofHours(12))))
        .statusCode(200);
    assertTrue(log.data("need", need).get(1).contains("\"sameDay\":false"));
  }

  @Test
  void aNeedIsMetNowWhenNobodySaysWhen() {
    UUID need = id(cadre.post("/needs", need(household)));
    cadre
        .postNothing("/needs/" + need + "/resolution")
        .statusCode(200)
        .body("state", equalTo("RESOLVED"));
  }

  @Test
  void aCommunityCallsALevelAboveAndTheirPeopleTakeItOver() {
    UUID need = id(cadre.post("/needs", need(household)));
    cadre.post("/needs/" + need + "/assignment", Map.of("worker", UUID.randomUUID()));
    cadre
        .post("/needs/" + need + "/raise", Map.of("to", "DISTRICT"))
        .statusCode(200)
        .body("level", equalTo("DISTRICT"))
        .body("state", equalTo("OPEN"))
        .body("worker", nullValue());
    cadre
        .post("/needs/" + need + "/raise", Map.of("to", "STREET"))
        .statusCode(409)
        .body("code", equalTo("NEED_RAISED_HIGHER"));
    Caller.person(tokens, "district-enshi")
        .post("/needs/" + need + "/assignment", Map.of("worker", UUID.randomUUID()))
        .statusCode(200)
        .body("level", equalTo("DISTRICT"));
  }

  @Test
  void whatIsMetIsDone() {
    UUID need = id(cadre.post("/needs", need(household)));
    cadre.post("/needs/" + need + "/resolution", at(NOON)).statusCode(200);
    cadre.post("/needs/" + need + "/resolution", at(NOON)).statusCode(200);
    cadre
        .post("/needs/" + need + "/raise", Map.of("to", "STREET"))
        .statusCode(409)
        .body("code", equalTo("NEED_RESOLVED"));
    cadre
        .post("/needs/" + need + "/assignment", Map.of("worker", UUID.randomUUID()))
        .statusCode(409)
        .body("code", equalTo("NEED_RESOLVED"));
    assertEquals(List.of("NeedRegistered", "NeedResolved"), log.of("need", need));
  }

  @Test
  void theSameRequestUnderTheSameKeyIsOneNeed() {
    String key = UUID.randomUUID().toString();
    UUID first = id(cadre.post("/needs", need(household), key));
    UUID second = id(cadre.post("/needs", need(household), key));
    assertEquals(first, second);
    cadre
        .post("/needs", need(UUID.randomUUID()), key)
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    assertEquals(
        1,
        log.texts("select id::text from need where household = ?::uuid", household.toString())
            .size());
  }

  @Test
  void theSameRequestManyTimesAtOnceIsOneNeed() {
    String key = UUID.randomUUID().toString();
    var needs = new ConcurrentSkipListSet<UUID>();
    IntStream.range(0, 8)
        .parallel()
        .forEach(i -> needs.add(id(cadre.post("/needs", need(household), key))));
    assertEquals(1, needs.size());
    assertEquals(List.of("NeedRegistered"), log.of("need", needs.first()));
  }

  @Test
  void aKeyForOneNeedDoesNotAnswerForAnother() {
    String key = UUID.randomUUID().toString();
    UUID one = id(cadre.post("/needs", need(household)));
    UUID other = id(cadre.post("/needs", need(household)));
    cadre.post("/needs/" + one + "/resolution", at(NOON), key).statusCode(200);
    cadre
        .post("/needs/" + other + "/resolution", at(NOON), key)
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void aNeedOfTheCallersOwnIdIsRegisteredOnce() {
    UUID need = UUID.randomUUID();
    Map<String, Object> request = need(household);
    request.put("id", need);
    assertEquals(need, id(cadre.post("/needs", request)));
    cadre.post("/needs", request).statusCode(409).body("code", equalTo("NEED_EXISTS"));
  }

  @Test
  void theListIsReadPageByPage() {
    List<UUID> written =
        IntStream.range(0, 5)
            .mapToObj(i -> id(cadre.post("/needs", need(household))))
            .sorted(java.util.Comparator.comparing(UUID::toString))
            .toList();
    String from = "/needs?division=" + Caller.YAOWAN + "&limit=2&after=";
    cadre
        .get(from + written.get(0))
        .statusCode(200)
        .body("id", contains(written.get(1).toString(), written.get(2).toString()));
    cadre
        .get(from + written.get(2))
        .statusCode(200)
        .body("id", contains(written.get(3).toString(), written.get(4).toString()));
  }

  @Test
  void theListIsOfOneStateWhenAskedForIt() {
    UUID open = id(cadre.post("/needs", need(household)));
    UUID met = id(cadre.post("/needs", need(household)));
    cadre.post("/needs/" + met + "/resolution", at(NOON)).statusCode(200);
    cadre
        .get("/needs?state=RESOLVED&limit=200")
        .statusCode(200)
        .body("id", hasItem(met.toString()))
        .body("id", not(hasItem(open.toString())))
        .body("state", everyItem(is("RESOLVED")));
  }

  @Test
  void officersReadWhatLiesBelowThemAndNothingElse() {
    UUID need = id(cadre.post("/needs", need(household)));
    for (String above : List.of("street-wuyangba", "district-enshi", "city-enshi")) {
      Caller.person(tokens, above).get("/needs/" + need).statusCode(200);
      Caller.person(tokens, above)
          .get("/needs?limit=200&division=" + Caller.YAOWAN)
          .statusCode(200)
          .body("id", hasItem(need.toString()));
    }
    for (String beside : List.of("cadre-guanpo", "city-wuhan")) {
      Caller other = Caller.person(tokens, beside);
      other.get("/needs?limit=200").statusCode(200).body("id", hasSize(0));
      other.get("/needs/" + need).statusCode(404).body("code", equalTo("NEED_UNKNOWN"));
      other.post("/needs", need(household)).statusCode(403).body("code", equalTo("OTHER_DIVISION"));
      other
          .get("/needs?division=" + Caller.YAOWAN)
          .statusCode(403)
          .body("code", equalTo("OTHER_DIVISION"));
      other
          .post("/needs/" + need + "/resolution", at(NOON))
          .statusCode(404)
          .body("code", equalTo("NEED_UNKNOWN"));
    }
    assertEquals(List.of("NeedRegistered"), log.of("need", need));
  }

  @Test
  void otherSystemsTellNeedsToo() {
    Caller hotline = Caller.machine(tokens, "integrator-hospital");
    UUID need = UUID.randomUUID();
    var event =
        Caller.event(
            "NeedRegistered",
            Map.of(
                "need",
                need,
                "household",
                household,
                "category",
                "MEDICINE",
                "urgency",
                "AT_ONCE"));
    hotline.tell(List.of(event)).statusCode(200).body("accepted", is(1));
    hotline.tell(List.of(event)).statusCode(200).body("duplicate", is(1));
    cadre.get("/needs/" + need).statusCode(200).body("urgency", equalTo("AT_ONCE"));
    assertEquals(List.of("NeedRegistered"), log.of("need", need));
  }
}
