package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.resident.register.Page.Sort;
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
class ContactingHouseholdsDailyTest {

  private static final String COMMUNITY = "422822101001";

  Tokens tokens;
  PostgresPart.Database database;
  Caller city;
  String cadre;
  List<String> homes = new ArrayList<>();

  @BeforeEach
  void arrive() {
    city = Caller.person(tokens, "city-enshi");
    cadre =
        city.post(
                "/workers",
                Map.of(
                    "community",
                    COMMUNITY,
                    "kind",
                    "CADRE",
                    "partyMember",
                    true,
                    "time",
                    "2020-01-10T08:00:00+08:00"))
            .extract()
            .path("id");
    for (int i = 0; i < 4; i++) {
      homes.add(household(8));
    }
    city.post(
            "/responsibility/assignments",
            Map.of("cadre", cadre, "households", homes.subList(0, 3), "time", at("2020-01-21", 8)))
        .statusCode(200);
  }

  private String household(int hour) {
    return city.post(
            "/households",
            Map.of("community", COMMUNITY, "tenure", "OWNER", "time", at("2020-01-20", hour)))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String at(String day, int hour) {
    return "%sT%02d:00:00+08:00".formatted(day, hour);
  }

  private Map<String, Object> told(List<String> households, String time) {
    return Map.of("households", households, "channel", "TELEPHONE", "time", time);
  }

  private List<String> missed(String day) {
    return city.get(
            "/household-contacts/missed?cadre=" + cadre + "&day=" + day + "&division=" + COMMUNITY)
        .statusCode(200)
        .extract()
        .path("household");
  }

  @Test
  void aHouseholdCountsOnceADayHoweverOftenItIsTold() throws SQLException {
    city.post(
            "/household-contacts",
            told(List.of(homes.get(0), homes.get(1), homes.get(0)), at("2020-02-10", 9)))
        .statusCode(200)
        .body("counted", equalTo(2))
        .body("already", equalTo(1))
        .body("refused", hasSize(0));
    city.post("/household-contacts", told(List.of(homes.get(0)), at("2020-02-10", 20)))
        .body("counted", equalTo(0))
        .body("already", equalTo(1));
    city.post("/household-contacts", told(List.of(homes.get(0)), at("2020-02-11", 9)))
        .body("counted", equalTo(1));

    assertThat(events(homes.get(0))).isEqualTo(2);
    city.get("/responsibility/households/" + homes.get(0))
        .body("contacted", equalTo("2020-02-11"))
        .body("contactedBy", equalTo(cadre))
        .body("channel", equalTo("TELEPHONE"));
  }

  @Test
  void whoWasMissedOnADayIsKnownAfterwards() {
    city.post("/household-contacts", told(homes.subList(0, 1), at("2020-02-10", 9)))
        .statusCode(200);
    city.post("/household-contacts", told(homes.subList(0, 2), at("2020-02-12", 9)))
        .statusCode(200);
    // Told late, it counts on its own day.
    city.post("/household-contacts", told(homes.subList(1, 2), at("2020-02-11", 9)))
        .statusCode(200);

    assertThat(missed("2020-02-10")).containsExactlyInAnyOrder(homes.get(1), homes.get(2));
    assertThat(missed("2020-02-11")).containsExactlyInAnyOrder(homes.get(0), homes.get(2));
    assertThat(missed("2020-02-12")).containsExactly(homes.get(2));
    assertThat(missed("2020-01-19")).isEmpty();
    city.get("/household-contacts/missed?day=2020-02-12&limit=200&division=" + COMMUNITY)
        .body("household", hasItems(homes.get(2), homes.get(3)));
  }

  @Test
  void aCommunitysDayIsSummedUp() {
    int before =
        city.get("/household-contacts/days/" + COMMUNITY + "/2020-03-05")
            .extract()
            .path("contacted");
    city.post("/household-contacts", told(homes.subList(0, 2), at("2020-03-05", 9)))
        .statusCode(200);

    var day = city.get("/household-contacts/days/" + COMMUNITY + "/2020-03-05").statusCode(200);
    day.body("contacted", equalTo(before + 2));
    int households = day.extract().path("households");
    day.body("missed", equalTo(households - before - 2));
  }

  /** Whatever days are told in whatever order, each of the last 63 is answered as it was told. */
  @Test
  void everyDayOfTwoMonthsIsRemembered() {
    Random random = new Random(7);
    LocalDate first = LocalDate.of(2020, 2, 1);
    Set<LocalDate> told = new TreeSet<>();
    for (int i = 0; i < 25; i++) {
      LocalDate day = first.plusDays(random.nextInt(60));
      told.add(day);
      city.post("/household-contacts", told(homes.subList(0, 1), at(day.toString(), 9)))
          .statusCode(200);
    }
    LocalDate last = told.stream().max(LocalDate::compareTo).orElseThrow();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      assertThat(missed(day.toString()).contains(homes.get(0)))
          .as(day.toString())
          .isEqualTo(!told.contains(day));
    }
  }

  private static Stream<Arguments> lists() {
    return Stream.of(COMMUNITY, "422822101000", "422822000000")
        .flatMap(
            division -> Arrays.stream(Sort.values()).map(sort -> Arguments.of(division, sort)));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void whoeverWasMissedOnADayIsListedOnceAndInOrder(String division, Sort sort) {
    Random random = new Random(11);
    LocalDate first = LocalDate.of(2020, 2, 1);
    Map<LocalDate, Set<String>> told = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      LocalDate day = first.plusDays(random.nextInt(8));
      String home = homes.get(random.nextInt(3));
      told.computeIfAbsent(day, none -> new HashSet<>()).add(home);
      city.post("/household-contacts", told(List.of(home), at(day.toString(), 9))).statusCode(200);
    }
    int limit = division.equals(COMMUNITY) ? 3 : 100;
    String list = "/household-contacts/missed?division=" + division + "&sort=" + sort;
    for (LocalDate day = first; day.isBefore(first.plusDays(9)); day = day.plusDays(1)) {
      List<Map<String, Object>> listed = city.pages(list + "&day=" + day, limit, "household");
      // They were registered in the same moment.
      Comparator<String> byId =
          sort == Sort.NEWEST ? Comparator.reverseOrder() : Comparator.naturalOrder();
      Set<String> missed = new TreeSet<>(byId);
      missed.addAll(homes);
      missed.removeAll(told.getOrDefault(day, Set.of()));
      assertThat(listed).doesNotHaveDuplicates();
      assertThat(listed)
          .extracting(row -> String.valueOf(row.get("household")))
          .filteredOn(homes::contains)
          .containsExactlyElementsOf(missed);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void householdsWithoutACadreAreListedInOrder(String division, Sort sort) {
    String last = household(11);
    String second = household(9);
    String third = household(10);
    List<String> inTime = List.of(homes.get(3), second, third, last);
    String list =
        "/responsibility/households?withCadre=false&division=" + division + "&sort=" + sort;

    List<String> listed =
        city.pages(list, division.equals(COMMUNITY) ? 2 : 20, "household").stream()
            .map(row -> String.valueOf(row.get("household")))
            .toList();

    assertThat(listed)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(homes.subList(0, 3))
        .filteredOn(inTime::contains)
        .containsExactlyElementsOf(sort == Sort.NEWEST ? inTime.reversed() : inTime);
  }

  @Test
  void whatCannotCountIsSaidHouseholdByHousehold() {
    String unknown = UUID.randomUUID().toString();
    city.post(
            "/household-contacts",
            told(List.of(homes.get(3), unknown, homes.get(0)), at("2020-02-14", 9)))
        .statusCode(200)
        .body("counted", equalTo(1))
        .body("refused.index", equalTo(List.of(0, 1)))
        .body("refused.code", equalTo(List.of("NOBODY_ANSWERS", "NO_SUCH_HOUSEHOLD")));
    city.post("/household-contacts", told(List.of(homes.get(0)), at("2020-01-19", 9)))
        .body("refused.code", equalTo(List.of("BEFORE_IT_BEGAN")));
    city.post(
            "/household-contacts",
            Map.of(
                "households",
                List.of(homes.get(3)),
                "channel",
                "VISIT",
                "worker",
                cadre,
                "time",
                at("2020-02-14", 9)))
        .body("counted", equalTo(1));
    Caller.person(tokens, "cadre-yaowan")
        .post("/household-contacts", told(List.of(homes.get(0)), at("2020-02-15", 9)))
        .statusCode(200)
        .body("refused.code", equalTo(List.of("NO_SUCH_HOUSEHOLD")));
    city.post(
            "/household-contacts",
            Map.of("households", homes, "channel", "VISIT", "worker", unknown))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_WORKER"));
    city.post("/household-contacts", told(homes, "2999-01-01T00:00:00Z")).statusCode(422);
    city.post("/household-contacts", told(List.of(), at("2020-02-14", 9))).statusCode(422);
    city.post("/household-contacts", Map.of("households", homes, "channel", "SMOKE"))
        .statusCode(400);
    city.get("/household-contacts/missed?day=2999-01-01")
        .statusCode(422)
        .body("code", equalTo("DAY_IN_FUTURE"));
    city.get("/household-contacts/missed?day=yesterday").statusCode(400);
  }

  private int events(String household) throws SQLException {
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from fact where stream = 'household-contacts-"
                        + household
                        + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
