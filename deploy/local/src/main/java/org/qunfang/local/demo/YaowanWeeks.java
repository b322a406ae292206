package org.qunfang.local.demo;

import static org.qunfang.local.demo.Api.machine;
import static org.qunfang.local.demo.Api.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.qunfang.local.demo.Api.Caller;

/**
 * What Yaowan (窑湾社区) went through in February and March 2020, as its report gives it: the same
 * numbers of households, people, returnees, contacts, gates and volunteers, each told by the person
 * or system that would tell it.
 */
final class YaowanWeeks {

  static final String YAOWAN = "422801001008";
  static final LocalDate FIRST_DAY = LocalDate.of(2020, 2, 1);
  static final LocalDate LAST_DAY = LocalDate.of(2020, 3, 10);

  private static final int OWNER_HOUSEHOLDS = 1205;
  private static final int OWNERS = 4211;
  private static final int TENANT_HOUSEHOLDS = 586;
  private static final int TENANTS = 1358;
  private static final int RETURNEES = 299;
  private static final int FROM_WUHAN = 102;
  private static final int STRANDED = 71;
  private static final int STRANDED_FOREIGNERS = 6;
  private static final int CONTACTS = 34;
  private static final int CONTACTS_IN_THE_HOUSEHOLD = 4;
  private static final int GATES = 7;
  private static final int BLOCKED_POINTS = 4;
  private static final int VOLUNTEERS = 25;
  private static final int NOT_AT_HOME_AT_FIRST = 96;

  /** On 7 and 17 February somebody came to a gate with a fever. */
  private static final List<Integer> FEVERS_AT_PASSAGES = List.of(260, 699);

  private static final LocalDate CASE_CONFIRMED = LocalDate.of(2020, 2, 7);
  private static final LocalDate CASE_RECOVERED = LocalDate.of(2020, 2, 24);

  private static final Caller CADRE = person("cadre-yaowan");
  private static final Caller GUARD = person("guard-yaowan");
  private static final Caller GUARDIAN = person("guardian-yaowan");
  private static final Caller VOLUNTEER = person("volunteer-yaowan");
  private static final Caller STREET = person("street-wuyangba");
  private static final Caller OPERATOR = person("operator");
  private static final Caller HOSPITAL = machine("integrator-hospital");
  private static final Caller GATE_SYSTEM = machine("integrator-gates");

  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String SINGLE = "application/cloudevents+json";

  private final Api api;
  private final ManyHands hands;
  private final SyntheticPeople people = new SyntheticPeople();

  private final List<Household> households = new ArrayList<>();
  private final List<UUID> residents = new ArrayList<>();
  private final List<UUID> gates = new ArrayList<>();
  private final List<UUID> volunteers = new ArrayList<>();
  private final List<UUID> contacts = new ArrayList<>();

  YaowanWeeks(Api api, ManyHands hands) {
    this.api = api;
    this.hands = hands;
  }

  private record Household(UUID id, String tenure, List<UUID> residents, int index) {}

  private record Door(Household household, List<Map<String, Object>> people) {}

  /** Plays all of it and returns when every service has accepted its part. */
  void play() {
    closeTheCommunity();
    registerHouseholds();
    screen();
    registerReturnees();
    reportCases();
    traceContacts();
    isolate();
    watchTheGates();
    supply();
    observeTheFevers();
    endTheWatch();
  }

  /**
   * 1 February, before the first passage at seven: the compounds close, seven gates stay, four
   * points are blocked, volunteers and cadres come.
   */
  private void closeTheCommunity() {
    List<UUID> compounds = IntStream.range(0, GATES).mapToObj(i -> UUID.randomUUID()).toList();
    hands.each(
        "compounds closed",
        compounds,
        compound ->
            api.post(
                CADRE,
                "checkpoint",
                "/compounds",
                body(
                    "id",
                    compound,
                    "community",
                    YAOWAN,
                    "entrancesKept",
                    1,
                    "pointsBlocked",
                    1,
                    "time",
                    at(FIRST_DAY, 5))));
    List<Map<String, Object>> points = new ArrayList<>();
    for (int i = 0; i < GATES; i++) {
      UUID gate = UUID.randomUUID();
      gates.add(gate);
      points.add(
          body(
              "id",
              gate,
              "community",
              YAOWAN,
              "kind",
              "GATE",
              "compound",
              compounds.get(i),
              "name",
              "Gate " + (i + 1),
              "time",
              at(FIRST_DAY, 6)));
    }
    for (int i = 0; i < BLOCKED_POINTS; i++) {
      points.add(
          body(
              "id",
              UUID.randomUUID(),
              "community",
              YAOWAN,
              "kind",
              "BLOCKED_POINT",
              "compound",
              compounds.get(i),
              "name",
              "Blocked point " + (i + 1),
              "time",
              at(FIRST_DAY, 6)));
    }
    hands.each(
        "gates and blocked points",
        points,
        point -> api.post(CADRE, "checkpoint", "/checkpoints", point));

    List<Map<String, Object>> workers = new ArrayList<>();
    for (int i = 0; i < VOLUNTEERS; i++) {
      volunteers.add(UUID.randomUUID());
      workers.add(worker(volunteers.get(i), "VOLUNTEER", i % 3 == 0));
    }
    IntStream.range(0, 12).forEach(i -> workers.add(worker(UUID.randomUUID(), "CADRE", true)));
    IntStream.range(0, 8)
        .forEach(i -> workers.add(worker(UUID.randomUUID(), "COMMUNITY_WORKER", i < 4)));
    IntStream.range(0, 2).forEach(i -> workers.add(worker(UUID.randomUUID(), "POLICE", true)));
    hands.each(
        "workers and volunteers",
        workers,
        worker -> api.post(CADRE, "resident", "/workers", worker));
  }

  private static Map<String, Object> worker(UUID id, String kind, boolean partyMember) {
    return body(
        "id",
        id,
        "community",
        YAOWAN,
        "kind",
        kind,
        "partyMember",
        partyMember,
        "time",
        at(FIRST_DAY, 9));
  }

  /**
   * 1,205 households of owners with 4,211 people, 586 of tenants with 1,358; and 71 stranded guests
   * among them.
   */
  private void registerHouseholds() {
    List<Door> doors = new ArrayList<>();
    addDoors(doors, "OWNER", "RESIDENT", OWNER_HOUSEHOLDS, OWNERS);
    addDoors(doors, "TENANT", "TENANT", TENANT_HOUSEHOLDS, TENANTS);
    hands.each(
        "households registered",
        doors,
        door -> {
          Household household = door.household();
          api.post(
              CADRE,
              "resident",
              "/households",
              body(
                  "id",
                  household.id(),
                  "community",
                  YAOWAN,
                  "tenure",
                  household.tenure(),
                  "compound",
                  "Compound " + (household.index() % GATES + 1),
                  "building",
                  "Building " + (household.index() % 40 + 1),
                  "door",
                  "" + (101 + household.index()),
                  "time",
                  at(FIRST_DAY.plusDays(household.index() % 2), 10)));
        });
    hands.each(
        "people registered, in their households",
        doors,
        door ->
            api.post(
                CADRE,
                "resident",
                "/households/" + door.household().id() + "/residents",
                door.people()));

    List<Door> hosts = new ArrayList<>();
    for (int i = 0; i < STRANDED; i++) {
      Map<String, Object> guest =
          i < STRANDED_FOREIGNERS ? people.foreigner("STRANDED") : people.citizen("STRANDED");
      hosts.add(
          new Door(
              households.get(OWNER_HOUSEHOLDS + i), List.of(known(guest, FIRST_DAY.plusDays(2)))));
    }
    hands.each(
        "stranded people, six of them foreigners",
        hosts,
        host ->
            api.post(
                CADRE,
                "resident",
                "/households/" + host.household().id() + "/residents",
                host.people()));
  }

  private void addDoors(
      List<Door> doors, String tenure, String residency, int count, int inhabitants) {
    for (int i = 0; i < count; i++) {
      Household household =
          new Household(UUID.randomUUID(), tenure, new ArrayList<>(), households.size());
      int here = inhabitants / count + (i < inhabitants % count ? 1 : 0);
      List<Map<String, Object>> inside = new ArrayList<>();
      for (int p = 0; p < here; p++) {
        Map<String, Object> someone = known(people.citizen(residency), FIRST_DAY.plusDays(1));
        household.residents().add((UUID) someone.get("id"));
        inside.add(someone);
      }
      residents.addAll(household.residents());
      households.add(household);
      doors.add(new Door(household, inside));
    }
  }

  private static Map<String, Object> known(Map<String, Object> someone, LocalDate day) {
    someone.put("id", UUID.randomUUID());
    someone.put("time", at(day, 11));
    return someone;
  }

  /** House by house; where nobody was at home somebody came again. */
  private void screen() {
    hands.each(
        "doors that nobody opened at first",
        households.subList(0, NOT_AT_HOME_AT_FIRST),
        household -> visit(household, "NOBODY_HOME", 0, FIRST_DAY.plusDays(2)));
    api.post(
        OPERATOR,
        "resident",
        "/admin/sweeps/revisits-due",
        body("asOf", at(FIRST_DAY.plusDays(2), 23)));
    hands.each(
        "households screened, person by person",
        households,
        household ->
            visit(
                household,
                "SCREENED",
                household.residents().size(),
                FIRST_DAY.plusDays(3 + household.index() % 3)));
  }

  private void visit(Household household, String outcome, int screened, LocalDate day) {
    api.post(
        CADRE,
        "resident",
        "/households/" + household.id() + "/visits",
        body("round", 1, "outcome", outcome, "people", screened, "time", at(day, 14)));
  }

  /** 299 came back, 102 of them from Wuhan. */
  private void registerReturnees() {
    hands.each(
        "returnees, 102 of them from Wuhan",
        IntStream.range(0, RETURNEES).boxed().toList(),
        i -> {
          boolean wuhan = i < FROM_WUHAN;
          LocalDate day = FIRST_DAY.plusDays(i % 6);
          api.post(
              CADRE,
              "resident",
              "/returns",
              body(
                  "resident",
                  residents.get(100 + i),
                  "origin",
                  wuhan ? "420106000000" : "430100000000",
                  "originRisk",
                  wuhan ? "HIGH" : "LOW",
                  "arrived",
                  day,
                  "time",
                  at(day, 18)));
        });
  }

  /**
   * The hospital's own system tells of two suspected cases; one is confirmed and recovers, one is
   * ruled out.
   */
  private void reportCases() {
    UUID confirmed = UUID.randomUUID();
    UUID ruledOut = UUID.randomUUID();
    tell(
        "resident",
        "CaseReported",
        CASE_CONFIRMED.minusDays(2),
        10,
        body("caseId", confirmed, "resident", sick(), "caseClass", "SUSPECTED"));
    tell(
        "resident",
        "CaseReported",
        CASE_CONFIRMED.minusDays(1),
        10,
        body("caseId", ruledOut, "resident", residents.get(1), "caseClass", "SUSPECTED"));
    tell(
        "resident",
        "CaseConfirmed",
        CASE_CONFIRMED,
        9,
        body("caseId", confirmed, "resident", sick(), "was", "SUSPECTED"));
    api.post(
        STREET,
        "resident",
        "/decisions/cases/" + ruledOut + "/ruling-out",
        body("time", at(CASE_CONFIRMED.plusDays(1), 9)));
    theCase = confirmed;
  }

  private UUID theCase = new UUID(0, 0);

  private UUID sick() {
    return residents.get(0);
  }

  private void tell(
      String service, String event, LocalDate day, int hour, Map<String, Object> data) {
    api.post(
        HOSPITAL,
        service,
        "/events",
        SINGLE,
        cloudEvent("/enshi/central-hospital", service, event, day, hour, data));
  }

  private static Map<String, Object> cloudEvent(
      String source,
      String service,
      String event,
      LocalDate day,
      int hour,
      Map<String, Object> data) {
    return body(
        "specversion",
        "1.0",
        "id",
        UUID.randomUUID(),
        "source",
        source,
        "type",
        "org.qunfang." + service + "." + event + ".v1",
        "time",
        at(day, hour),
        "division",
        YAOWAN,
        "datacontenttype",
        "application/json",
        "data",
        data);
  }

  /**
   * 34 close contacts: the four who share the household go to central isolation by rule, the others
   * stay at home.
   */
  private void traceContacts() {
    List<UUID> found =
        Stream.concat(
                residents.subList(2, 2 + CONTACTS_IN_THE_HOUSEHOLD).stream(),
                residents.subList(1000, 1000 + CONTACTS - CONTACTS_IN_THE_HOUSEHOLD).stream())
            .toList();
    hands.each(
        "close contacts traced",
        IntStream.range(0, CONTACTS).boxed().toList(),
        i ->
            api.post(
                CADRE,
                "resident",
                "/cases/" + theCase + "/contacts",
                body(
                    "id",
                    contactId(i),
                    "resident",
                    found.get(i),
                    "contactClass",
                    "CLOSE",
                    "lastExposure",
                    CASE_CONFIRMED.minusDays(2),
                    "setting",
                    i < CONTACTS_IN_THE_HOUSEHOLD ? "HOUSEHOLD" : "MEAL",
                    "time",
                    at(CASE_CONFIRMED, 15))));
    IntStream.range(0, CONTACTS).forEach(i -> contacts.add(contactId(i)));
  }

  private UUID contactId(int i) {
    return new UUID(theCase.getMostSignificantBits(), theCase.getLeastSignificantBits() ^ (i + 1L));
  }

  private record Isolated(UUID order, String kind, LocalDate due) {}

  /**
   * Nobody typed an order: contacts, returnees and cases made them. Guardians start them and check
   * twice a day.
   */
  private void isolate() {
    List<Isolated> isolated = begin(CONTACTS + FROM_WUHAN, CASE_CONFIRMED);
    List<Map<String, Object>> atHome = new ArrayList<>();
    List<Map<String, Object>> inCentral = new ArrayList<>();
    for (Isolated order : isolated) {
      for (LocalDate day = CASE_CONFIRMED.plusDays(1);
          day.isBefore(order.due());
          day = day.plusDays(1)) {
        for (String slot : List.of("MORNING", "EVENING")) {
          Map<String, Object> check =
              body(
                  "order",
                  order.order(),
                  "slot",
                  slot,
                  "day",
                  day,
                  "temperature",
                  36.5,
                  "dryCough",
                  false,
                  "otherSymptoms",
                  false,
                  "needsAsked",
                  true);
          if (order.kind().equals("HOME")) {
            check.put("time", at(day, slot.equals("MORNING") ? 8 : 18));
            atHome.add(check);
          } else {
            check.put("person", persons.get(order.order()));
            inCentral.add(
                cloudEvent(
                    "/enshi/central-site",
                    "isolation",
                    "HealthChecked",
                    day,
                    slot.equals("MORNING") ? 8 : 18,
                    check));
          }
        }
      }
    }
    hands.each(
        "health checks at home, one by one",
        atHome,
        check -> api.post(GUARDIAN, "isolation", "/health-checks", check));
    hands.each(
        "health checks of the central site, in batches",
        batches(inCentral, 500),
        batch -> accepted(api.post(HOSPITAL, "isolation", "/events", BATCH, batch), batch.size()));
  }

  /** Waits for orders that nobody has begun yet, and begins them. */
  private List<Isolated> begin(int atLeast, LocalDate day) {
    List<Isolated> isolated = orders(atLeast);
    hands.each(
        "isolation orders begun",
        isolated,
        order ->
            api.post(
                GUARDIAN,
                "isolation",
                "/isolation-orders/" + order.order() + "/start",
                body("time", at(day, 20))));
    return isolated;
  }

  private final Map<UUID, UUID> persons = new LinkedHashMap<>();

  private List<Isolated> orders(int atLeast) {
    List<Isolated> orders = new ArrayList<>();
    Awaitility.await("orders made from contacts and returnees")
        .atMost(java.time.Duration.ofSeconds(60))
        .pollInterval(java.time.Duration.ofMillis(200))
        .until(
            () -> {
              orders.clear();
              String after = "";
              JsonNode page;
              do {
                page =
                    api.get(
                        GUARDIAN,
                        "isolation",
                        "/isolation-orders?division="
                            + YAOWAN
                            + "&state=ORDERED&limit=200"
                            + after);
                for (JsonNode order : page) {
                  UUID id = UUID.fromString(order.path("id").asText());
                  persons.put(id, UUID.fromString(order.path("person").asText()));
                  orders.add(
                      new Isolated(
                          id,
                          order.path("kind").asText(),
                          LocalDate.parse(order.path("due").asText())));
                  after = "&after=" + id;
                }
              } while (page.size() == 200);
              return orders.size() >= atLeast;
            });
    return orders;
  }

  /**
   * Guards at seven gates, people one by one, vehicles in batches from the barrier's own system.
   */
  private void watchTheGates() {
    List<Map<String, Object>> passages = new ArrayList<>();
    List<Map<String, Object>> vehicles = new ArrayList<>();
    int n = 0;
    for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
      for (UUID gate : gates) {
        for (int hour = 7; hour < 19; hour += 2, n++) {
          passages.add(
              body(
                  "checkpoint",
                  gate,
                  "person",
                  residents.get(2000 + n % 3000),
                  "direction",
                  n % 2 == 0 ? "OUT" : "IN",
                  "passer",
                  "PERSON",
                  "identityAsked",
                  true,
                  "detailsRecorded",
                  true,
                  "temperature",
                  FEVERS_AT_PASSAGES.contains(n) ? 37.9 : 36.4,
                  "mask",
                  n % 97 != 0,
                  "time",
                  at(day, hour)));
          vehicles.add(
              cloudEvent(
                  "/yaowan/barrier",
                  "checkpoint",
                  "PassageRecorded",
                  day,
                  hour,
                  body(
                      "checkpoint",
                      gate,
                      "direction",
                      "IN",
                      "passer",
                      "VEHICLE",
                      "identityAsked",
                      true,
                      "detailsRecorded",
                      true,
                      "temperature",
                      36.3,
                      "mask",
                      true,
                      "code",
                      "NONE",
                      "outcome",
                      "ADMITTED")));
        }
      }
    }
    hands.each(
        "passages recorded by guards, one by one",
        passages,
        p -> api.post(GUARD, "checkpoint", "/passages", p));
    hands.each(
        "passages of vehicles, in batches",
        batches(vehicles, 500),
        batch ->
            accepted(api.post(GATE_SYSTEM, "checkpoint", "/events", BATCH, batch), batch.size()));
  }

  /** Whoever had a fever at a gate was handed to isolation, and is observed. */
  private void observeTheFevers() {
    var unused = begin(FEVERS_AT_PASSAGES.size(), LocalDate.of(2020, 2, 17));
  }

  /** Households at home get what they need: asked, ordered, packed, carried, left at the door. */
  private void supply() {
    hands.each(
        "needs met at the door: need, order, pack, carry, deliver",
        households.subList(0, 120),
        household -> {
          LocalDate day = FIRST_DAY.plusDays(8 + household.index() % 10);
          UUID need = UUID.randomUUID();
          UUID order = UUID.randomUUID();
          api.post(
              GUARDIAN,
              "supply",
              "/needs",
              body(
                  "id",
                  need,
                  "community",
                  YAOWAN,
                  "household",
                  household.id(),
                  "category",
                  "FOOD",
                  "urgency",
                  "TODAY",
                  "time",
                  at(day, 9)));
          api.post(
              VOLUNTEER,
              "supply",
              "/needs/" + need + "/assignment",
              body("worker", volunteers.get(household.index() % VOLUNTEERS), "time", at(day, 10)));
          api.post(
              VOLUNTEER,
              "supply",
              "/orders",
              body(
                  "id",
                  order,
                  "community",
                  YAOWAN,
                  "household",
                  household.id(),
                  "need",
                  need,
                  "packageKind",
                  household.index() % 12 == 0 ? "HALAL" : "TEN_YUAN",
                  "packages",
                  1,
                  "items",
                  List.of(body("sku", "vegetables-5kg", "quantity", 1)),
                  "time",
                  at(day, 10)));
          api.post(VOLUNTEER, "supply", "/orders/" + order + "/packing", body("time", at(day, 12)));
          api.post(
              VOLUNTEER,
              "supply",
              "/orders/" + order + "/dispatch",
              body("vehicle", "bus-7", "time", at(day, 14)));
          api.post(
              VOLUNTEER,
              "supply",
              "/orders/" + order + "/delivery",
              body("contactless", true, "time", at(day, 16)));
        });
  }

  /**
   * Day after day those whose time is over are released; the case recovers; the contacts are
   * cleared.
   */
  private void endTheWatch() {
    tell(
        "resident",
        "CaseRecovered",
        CASE_RECOVERED,
        10,
        body("caseId", theCase, "resident", sick(), "was", "CONFIRMED"));
    hands.each(
        "contacts cleared",
        contacts,
        contact ->
            api.post(
                CADRE,
                "resident",
                "/contacts/" + contact + "/clearance",
                body("time", at(CASE_CONFIRMED.plusDays(13), 9))));
    List<LocalDate> days = CASE_CONFIRMED.plusDays(1).datesUntil(LAST_DAY.plusDays(1)).toList();
    for (LocalDate day : days) {
      api.post(OPERATOR, "isolation", "/admin/sweeps/releases-due", body("asOf", at(day, 20)));
    }
  }

  private static void accepted(JsonNode answers, int expected) {
    if (answers.path("accepted").asInt() != expected) {
      throw new IllegalStateException(
          "of " + expected + " events " + answers.path("accepted") + " were accepted: " + answers);
    }
  }

  private static <T> List<List<T>> batches(List<T> all, int size) {
    return IntStream.range(0, (all.size() + size - 1) / size)
        .mapToObj(i -> all.subList(i * size, Math.min(all.size(), (i + 1) * size)))
        .toList();
  }

  static String at(LocalDate day, int hour) {
    return day.atTime(LocalTime.of(hour, 0)).atOffset(ZoneOffset.ofHours(8)).toInstant().toString();
  }

  static Map<String, Object> body(Object... pairs) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      body.put(
          (String) pairs[i],
          value instanceof UUID || value instanceof LocalDate ? value.toString() : value);
    }
    return body;
  }
}
