package org.qunfang.supply;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.supply.Caller.NOON;
import static org.qunfang.supply.Caller.at;
import static org.qunfang.supply.Caller.id;
import static org.qunfang.supply.Caller.need;
import static org.qunfang.supply.Caller.order;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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
class DeliveringOrdersTest {

  private static final Map<String, Object> BUS =
      Map.of("vehicle", "bus-7", "time", NOON.toString());
  private static final Map<String, Object> CONTACTLESS =
      Map.of("contactless", true, "time", NOON.plus(Duration.ofHours(4)).toString());

  Tokens tokens;
  PostgresPart.Database database;

  private final UUID household = UUID.randomUUID();
  private Caller volunteer;
  private Log log;

  @BeforeEach
  void setUp() {
    volunteer = Caller.person(tokens, "volunteer-yaowan");
    log = new Log(database);
  }

  private UUID onTheWay(Map<String, Object> wanted) {
    UUID order = id(volunteer.post("/orders", wanted));
    volunteer.post("/orders/" + order + "/packing", at(NOON)).statusCode(200);
    volunteer.post("/orders/" + order + "/dispatch", BUS).statusCode(200);
    return order;
  }

  @Test
  void anOrderGoesFromTheShopToTheDoor() {
    Map<String, Object> wanted = order(household);
    wanted.put("items", List.of(Map.of("sku", "rice-5kg", "quantity", 2)));
    var placed = volunteer.post("/orders", wanted);
    UUID order = id(placed);
    placed
        .body("state", equalTo("ORDERED"))
        .body("packageKind", equalTo("TEN_YUAN"))
        .body("packages", is(1))
        .body("items", is(1))
        .body("need", nullValue());
    volunteer
        .post("/orders/" + order + "/packing", at(NOON))
        .statusCode(200)
        .body("state", equalTo("PACKED"));
    volunteer
        .post("/orders/" + order + "/dispatch", BUS)
        .statusCode(200)
        .body("state", equalTo("DISPATCHED"))
        .body("vehicle", equalTo("bus-7"));
    volunteer
        .post("/orders/" + order + "/delivery", CONTACTLESS)
        .statusCode(200)
        .body("state", equalTo("DELIVERED"));
    assertEquals(
        List.of("SuppliesOrdered", "OrderPacked", "OrderDispatched", "SuppliesDelivered"),
        log.of("order", order));
    volunteer.get("/orders/" + order).statusCode(200).body("state", equalTo("DELIVERED"));
    volunteer
        .get("/orders?state=DELIVERED&limit=200")
        .statusCode(200)
        .body("id", hasItem(order.toString()));
  }

  @Test
  void whatArrivesToMeetANeedResolvesItOnce() {
    UUID need = id(volunteer.post("/needs", need(household)));
    Map<String, Object> wanted = order(household);
    wanted.put("need", need);
    UUID order = onTheWay(wanted);
    String key = UUID.randomUUID().toString();
    volunteer.post("/orders/" + order + "/delivery", CONTACTLESS, key).statusCode(200);
    volunteer.post("/orders/" + order + "/delivery", CONTACTLESS, key).statusCode(200);
    volunteer.post("/orders/" + order + "/delivery", CONTACTLESS).statusCode(200);
    assertEquals(List.of("NeedRegistered", "NeedResolved"), log.of("need", need));
    assertTrue(log.data("need", need).get(1).contains("\"sameDay\":true"));
    assertEquals(4, log.of("order", order).size());
    volunteer.get("/needs/" + need).body("state", equalTo("RESOLVED"));
  }

  @Test
  void twoOrdersForOneNeedThatArriveTogetherResolveItOnce() {
    UUID need = id(volunteer.post("/needs", need(household)));
    Map<String, Object> wanted = order(household);
    wanted.put("need", need);
    List<UUID> orders = Stream.generate(() -> onTheWay(wanted)).limit(4).toList();
    orders.parallelStream()
        .forEach(
            order -> volunteer.post("/orders/" + order + "/delivery", CONTACTLESS).statusCode(200));
    assertEquals(List.of("NeedRegistered", "NeedResolved"), log.of("need", need));
  }

  @Test
  void anotherCommunityMeetsNoNeedOfThisOne() {
    Map<String, Object> wanted = order(household);
    wanted.put("need", id(volunteer.post("/needs", need(household))));
    wanted.put("community", Caller.GUANPO);
    Caller.person(tokens, "cadre-guanpo")
        .post("/orders", wanted)
        .statusCode(422)
        .body("code", equalTo("ORDERED_NEED_UNKNOWN"));
  }

  @Test
  void aNeedThatWasMetOtherwiseHindersNoDelivery() {
    UUID need = id(volunteer.post("/needs", need(household)));
    Map<String, Object> wanted = order(household);
    wanted.put("need", need);
    UUID order = onTheWay(wanted);
    volunteer.post("/needs/" + need + "/resolution", at(NOON)).statusCode(200);
    volunteer
        .post("/orders/" + order + "/delivery", CONTACTLESS)
        .statusCode(200)
        .body("state", equalTo("DELIVERED"));
    assertEquals(List.of("NeedRegistered", "NeedResolved"), log.of("need", need));
  }

  @Test
  void anOrderNamesAnOpenNeedOfItsHousehold() {
    UUID met = id(volunteer.post("/needs", need(household)));
    volunteer.post("/needs/" + met + "/resolution", at(NOON)).statusCode(200);
    UUID elsewhere = id(volunteer.post("/needs", need(UUID.randomUUID())));
    Map.of(
            met,
            "ORDERED_NEED_RESOLVED",
            elsewhere,
            "ORDERED_NEED_ELSEWHERE",
            UUID.randomUUID(),
            "ORDERED_NEED_UNKNOWN")
        .forEach(
            (need, code) -> {
              Map<String, Object> wanted = order(household);
              wanted.put("need", need);
              volunteer.post("/orders", wanted).body("code", equalTo(code));
            });
  }

  @Test
  void whatComesBackSetsOutAgain() {
    UUID order = onTheWay(order(household));
    volunteer
        .post(
            "/orders/" + order + "/failure",
            Map.of("reason", "NOBODY_ANSWERED", "time", NOON.plus(Duration.ofHours(1)).toString()))
        .statusCode(200)
        .body("state", equalTo("CAME_BACK"))
        .body("failure", equalTo("NOBODY_ANSWERED"));
    volunteer
        .post(
            "/orders/" + order + "/dispatch",
            Map.of("vehicle", "bus-8", "time", NOON.plus(Duration.ofHours(2)).toString()))
        .statusCode(200)
        .body("failure", nullValue())
        .body("vehicle", equalTo("bus-8"));
    volunteer.post("/orders/" + order + "/delivery", CONTACTLESS).statusCode(200);
  }

  @Test
  void anOrderIsCalledOffUntilItSetsOut() {
    UUID order = id(volunteer.post("/orders", order(household)));
    volunteer
        .postNothing("/orders/" + order + "/cancellation")
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
    volunteer
        .postNothing("/orders/" + order + "/packing")
        .statusCode(409)
        .body("code", equalTo("ORDER_CANCELLED"));
    volunteer
        .postNothing("/orders/" + onTheWay(order(household)) + "/cancellation")
        .statusCode(409)
        .body("code", equalTo("ORDER_ON_THE_WAY"));
  }

  @Test
  void nobodyTouchesTheOrdersOfAnotherDivision() {
    UUID order = id(volunteer.post("/orders", order(household)));
    Caller beside = Caller.person(tokens, "cadre-guanpo");
    beside.get("/orders/" + order).statusCode(404).body("code", equalTo("ORDER_UNKNOWN"));
    for (String step : List.of("packing", "cancellation")) {
      beside
          .postNothing("/orders/" + order + "/" + step)
          .statusCode(404)
          .body("code", equalTo("ORDER_UNKNOWN"));
    }
    Caller.person(tokens, "city-enshi").get("/orders/" + order).statusCode(200);
    assertEquals(List.of("SuppliesOrdered"), log.of("order", order));
  }

  @Test
  void theChainIsToldByTheSystemsOfShopBusAndVolunteers() {
    Caller market = Caller.machine(tokens, "integrator-hospital");
    UUID order = UUID.randomUUID();
    UUID need = id(volunteer.post("/needs", need(household)));
    var ordered =
        Map.of(
            "order",
            order,
            "household",
            household,
            "need",
            need,
            "packageKind",
            "HALAL",
            "packages",
            1,
            "items",
            List.of());
    market
        .tell(
            List.of(
                Caller.event("SuppliesOrdered", ordered),
                Caller.event("OrderPacked", Map.of("order", order)),
                Caller.event("OrderDispatched", Map.of("order", order, "vehicle", "鄂Q12345")),
                Caller.event("DeliveryFailed", Map.of("order", order, "reason", "NOBODY_ANSWERED")),
                Caller.event("OrderDispatched", Map.of("order", order, "vehicle", "鄂Q12345")),
                Caller.event(
                    "SuppliesDelivered",
                    Map.of("order", order, "household", household, "contactless", true))))
        .statusCode(200)
        .body("accepted", is(6));
    volunteer.get("/orders/" + order).body("state", equalTo("DELIVERED"));
    volunteer.get("/needs/" + need).body("state", equalTo("RESOLVED"));
  }

  @Test
  void aBadEventSinksNoneOfTheOthers() {
    Caller market = Caller.machine(tokens, "integrator-hospital");
    UUID known = id(volunteer.post("/orders", order(household)));
    UUID order = UUID.randomUUID();
    var good =
        Map.of(
            "order",
            order,
            "household",
            household,
            "packageKind",
            "HALAL",
            "packages",
            1,
            "items",
            List.of());
    var nothingOrdered =
        Map.of(
            "order",
            UUID.randomUUID(),
            "household",
            household,
            "packageKind",
            "NONE",
            "packages",
            0,
            "items",
            List.of());
    var itemOfNothing =
        Map.of(
            "order",
            UUID.randomUUID(),
            "household",
            household,
            "packageKind",
            "NONE",
            "packages",
            0,
            "items",
            List.of(Map.of("quantity", 1)));
    var withoutItems =
        Map.of(
            "order",
            UUID.randomUUID(),
            "household",
            household,
            "packageKind",
            "HALAL",
            "packages",
            1);
    var elsewhere = Caller.event("OrderPacked", Map.of("order", known));
    elsewhere.put("division", "422801001001");
    var far = Caller.event("OrderPacked", Map.of("order", known));
    far.put("division", "420102002003");
    var late = Caller.event("OrderPacked", Map.of("order", known));
    late.put("time", "2120-02-20T04:00:00Z");
    market
        .tell(
            List.of(
                Caller.event("SuppliesOrdered", nothingOrdered),
                Caller.event("SuppliesOrdered", itemOfNothing),
                Caller.event("SuppliesOrdered", withoutItems),
                Caller.event("SuppliesOrdered", good),
                Caller.event("SuppliesOrdered", good),
                elsewhere,
                far,
                late,
                Caller.event("OrderPacked", Map.of("order", UUID.randomUUID())),
                Caller.event("OrderCancelled", Map.of("order", known)),
                Caller.event(
                    "SuppliesDelivered",
                    Map.of("order", order, "household", UUID.randomUUID(), "contactless", true))))
        .statusCode(200)
        .body("accepted", is(1))
        .body("rejected", is(10))
        .body(
            "results.code",
            contains(
                "ORDER_EMPTY",
                "UNREADABLE_EVENT",
                "UNREADABLE_EVENT",
                null,
                "ORDER_EXISTS",
                "ORDER_OF_ANOTHER_COMMUNITY",
                "OTHER_DIVISION",
                "TIME_IN_FUTURE",
                "ORDER_UNKNOWN",
                "UNKNOWN_EVENT_TYPE",
                "ORDER_OF_ANOTHER_HOUSEHOLD"));
    assertEquals(List.of("SuppliesOrdered"), log.of("order", order));
    assertEquals(List.of("SuppliesOrdered"), log.of("order", known));
  }

  @Test
  void nothingArrivesBeforeItWasSent() {
    UUID order = onTheWay(order(household));
    volunteer
        .post(
            "/orders/" + order + "/delivery",
            Map.of("contactless", true, "time", NOON.minus(Duration.ofDays(1)).toString()))
        .statusCode(409)
        .body("code", equalTo("BEFORE_IT_BEGAN"));
    assertEquals(
        List.of("SuppliesOrdered", "OrderPacked", "OrderDispatched"), log.of("order", order));
  }
}
