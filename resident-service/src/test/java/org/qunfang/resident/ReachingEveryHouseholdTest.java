package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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
class ReachingEveryHouseholdTest {

  Tokens tokens;
  PostgresPart.Database database;
  Caller city;

  @BeforeEach
  void arrive() {
    city = Caller.person(tokens, "city-enshi");
  }

  private List<String> households(String community, int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          city.post(
                  "/households",
                  Map.of(
                      "community",
                      community,
                      "tenure",
                      "OWNER",
                      "time",
                      "2020-01-20T08:00:00+08:00"))
              .statusCode(201)
              .extract()
              .path("id"));
    }
    return all;
  }

  private String notice(String division) {
    return city.post("/notices", publishing(division)).statusCode(201).extract().path("id");
  }

  private static Map<String, Object> publishing(String division) {
    return Map.of(
        "division",
        division,
        "kind",
        "GUIDE",
        "title",
        "居家防护指南",
        "text",
        "戴口罩，勤洗手，少出门。",
        "time",
        "2020-02-01T08:00:00+08:00");
  }

  private static Map<String, Object> delivering(List<String> households, boolean acknowledged) {
    return Map.of(
        "households",
        households,
        "channel",
        "IN_HAND",
        "acknowledged",
        acknowledged,
        "time",
        "2020-02-02T08:00:00+08:00");
  }

  private void covered(
      String notice, String division, int households, int delivered, int acknowledged) {
    city.get("/notices/" + notice + "/coverage?division=" + division)
        .statusCode(200)
        .body("households", equalTo(households))
        .body("delivered", equalTo(delivered))
        .body("acknowledged", equalTo(acknowledged));
  }

  @Test
  void everyHouseholdHasItOnceAndWhoHasNotIsListed() throws SQLException {
    String community = "422822102001";
    List<String> homes = households(community, 4);
    String notice = notice(community);
    covered(notice, community, 4, 0, 0);

    String deliveries = "/notices/" + notice + "/deliveries";
    city.post(deliveries, delivering(homes.subList(0, 2), false))
        .statusCode(200)
        .body("households", equalTo(2));
    city.post(deliveries, delivering(homes.subList(1, 3), true))
        .statusCode(200)
        .body("households", equalTo(2));
    city.post(deliveries, delivering(homes.subList(1, 3), true))
        .statusCode(200)
        .body("households", equalTo(0));
    covered(notice, community, 4, 3, 2);
    city.get("/notices/" + notice + "/households?delivered=false&division=" + community)
        .statusCode(200)
        .body("household", equalTo(List.of(homes.get(3))));
    city.get("/notices/" + notice + "/households?acknowledged=true&division=" + community)
        .body("$", hasSize(2));

    city.post("/notices/" + notice + "/acknowledgements", Map.of("households", homes.subList(0, 1)))
        .statusCode(200)
        .body("households", equalTo(1));
    covered(notice, community, 4, 3, 3);
    city.post("/notices/" + notice + "/acknowledgements", Map.of("households", homes.subList(3, 4)))
        .statusCode(409)
        .body("code", equalTo("NOT_DELIVERED"));
    assertThat(count("NoticeDelivered", community)).isEqualTo(3);
    assertThat(count("NoticeAcknowledged", community)).isEqualTo(2);
  }

  private static Stream<Arguments> lists() {
    return Stream.of("422822105002", "422822105000", "422822000000")
        .flatMap(
            division -> Arrays.stream(Sort.values()).map(sort -> Arguments.of(division, sort)));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void whoeverHasItOrNotIsListedOnceAndInOrder(String division, Sort sort) {
    String community = "422822105002";
    List<String> homes = households(community, 6);
    String notice = notice(community);
    String deliveries = "/notices/" + notice + "/deliveries";
    city.post(deliveries, delivering(homes.subList(1, 3), false)).statusCode(200);
    city.post(deliveries, delivering(homes.subList(3, 6), true)).statusCode(200);

    String list = "/notices/" + notice + "/households?division=" + division + "&sort=" + sort;
    Map<String, List<String>> expected =
        Map.of(
            "&delivered=true", homes.subList(1, 6),
            "&acknowledged=true", homes.subList(3, 6),
            "&delivered=true&acknowledged=true", homes.subList(3, 6),
            "&delivered=true&acknowledged=false", homes.subList(1, 3),
            "&delivered=false", homes.subList(0, 1),
            "&delivered=false&acknowledged=true", List.of(),
            "&acknowledged=false", homes.subList(0, 3),
            "", homes);
    expected.forEach(
        (filter, wanted) -> {
          // Households of the tests before are of this community too, and have had no visit.
          List<Map<String, Object>> listed = city.pages(list + filter, 4, "id");
          assertThat(listed)
              .extracting(row -> String.valueOf(row.get("household")))
              .as(filter)
              .doesNotHaveDuplicates()
              .filteredOn(homes::contains)
              .containsExactlyInAnyOrderElementsOf(wanted);
          // All were listed in the same moment.
          Comparator<String> byId =
              sort == Sort.NEWEST ? Comparator.reverseOrder() : Comparator.naturalOrder();
          assertThat(listed)
              .extracting(row -> String.valueOf(row.get("id")))
              .isSortedAccordingTo(byId);
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Sort.class,
      names = {"NEWEST", "OLDEST"})
  void aPageByTimeHasTheFirstOfMoreCommunitiesThanItHasEntries(Sort sort) {
    List<String> communities = List.of("422822106001", "422822106002", "422822106003");
    List<String> homes =
        communities.stream().flatMap(each -> households(each, 3).stream()).toList();
    String notice = notice("422822106000");

    List<Map<String, Object>> listed =
        city.pages(
            "/notices/%s/households?delivered=false&division=422822000000&sort=%s"
                .formatted(notice, sort),
            2,
            "id");

    assertThat(listed)
        .extracting(row -> String.valueOf(row.get("household")))
        .doesNotHaveDuplicates()
        .containsAll(homes);
    Comparator<String> byId =
        sort == Sort.NEWEST ? Comparator.reverseOrder() : Comparator.naturalOrder();
    assertThat(listed).extracting(row -> String.valueOf(row.get("id"))).isSortedAccordingTo(byId);
  }

  @Test
  void noticesAreListedByDivisionKindAndStandingAndInOrder() {
    String community = "422822105003";
    List<String> mine = new ArrayList<>();
    List.of("GUIDE", "MEASURE", "GUIDE", "GUIDE")
        .forEach(
            kind -> {
              Map<String, Object> next = new HashMap<>(publishing(community));
              next.put("kind", kind);
              // What is published later has an id that comes before.
              next.put("id", idBefore(mine));
              next.put("time", "2020-02-%02dT08:00:00+08:00".formatted(3 + mine.size()));
              mine.add(city.post("/notices", next).statusCode(201).extract().path("id"));
            });
    String ofStreet = notice("422822105000");
    city.post("/notices/" + mine.get(3) + "/withdrawal").statusCode(200);

    String list = "/notices?division=" + community;
    assertThat(ids(list)).containsSubsequence(mine.reversed()).contains(ofStreet);
    assertThat(ids(list + "&sort=OLDEST")).containsSubsequence(mine).contains(ofStreet);
    assertThat(ids(list + "&sort=PLACE"))
        .containsSubsequence(mine)
        .containsSubsequence(ofStreet, mine.get(0));
    assertThat(ids(list + "&kind=MEASURE")).contains(mine.get(1)).doesNotContain(mine.get(0));
    assertThat(ids(list + "&withdrawn=true")).containsExactly(mine.get(3));
    assertThat(ids(list + "&withdrawn=false&kind=GUIDE"))
        .contains(mine.get(0), mine.get(2), ofStreet)
        .doesNotContain(mine.get(3));
    assertThat(ids("/notices?division=422822105002"))
        .contains(ofStreet)
        .doesNotContain(mine.get(0));

    String elsewhere = notice("422822102206");
    for (String unlisted : List.of(Caller.unknown(), elsewhere)) {
      city.get(list + "&after=" + unlisted).statusCode(422).body("code", equalTo("UNKNOWN_CURSOR"));
    }
    city.get(list + "&after=" + ofStreet).statusCode(200);
    Caller.person(tokens, "cadre-yaowan").get(list).statusCode(403);
  }

  private static String idBefore(List<String> ids) {
    UUID last = ids.isEmpty() ? UUID.randomUUID() : UUID.fromString(ids.getLast());
    return new UUID(last.getMostSignificantBits() - 1, last.getLeastSignificantBits()).toString();
  }

  private List<Object> ids(String list) {
    return city.pages(list, 2, "id").stream().map(row -> row.get("id")).toList();
  }

  @Test
  void whoComesLaterIsToHaveItToo() {
    String community = "422822102002";
    String notice = notice(community);
    List<String> homes = households(community, 1);
    covered(notice, community, 1, 0, 0);
    city.post("/notices/" + notice + "/deliveries", delivering(homes, true)).statusCode(200);
    covered(notice, community, 1, 1, 1);
  }

  @Test
  void aStreetsNoticeIsOfAllItsCommunitiesAndADistrictsComesByTheClock() {
    String street = "422822103000";
    households("422822103001", 2);
    String notice = notice(street);
    covered(notice, street, 2, 0, 0);
    city.get("/notice-coverage?notice=" + notice + "&division=" + street)
        .body("community", hasItem("422822103001"))
        .body("delivered", hasItem(0));

    String wide = notice("422822000000");
    covered(wide, street, 0, 0, 0);
    Caller.person(tokens, "operator")
        .post("/admin/sweeps/notices-due", Map.of("asOf", "2020-02-01T08:04:00+08:00"))
        .statusCode(200);
    covered(wide, street, 2, 0, 0);
  }

  @Test
  void aNoticeConcernsThoseBelowAndAboveAndNobodyElse() {
    String street = notice("422801001000");
    Caller cadre = Caller.person(tokens, "cadre-yaowan");
    cadre.get("/notices?limit=200").statusCode(200).body("id", hasItem(street));
    cadre.get("/notices/" + street).statusCode(200).body("title", equalTo("居家防护指南"));
    cadre
        .post("/notices/" + street + "/withdrawal")
        .statusCode(403)
        .body("code", equalTo("OTHER_DIVISION"));
    String elsewhere = notice("422822102200");
    cadre.get("/notices?limit=200").body("id", not(hasItem(elsewhere)));
    cadre.get("/notices/" + elsewhere).statusCode(404).body("code", equalTo("NO_SUCH_NOTICE"));
    cadre.get("/notices/" + elsewhere + "/households").statusCode(404);
    cadre.post("/notices", publishing("422801001000")).statusCode(403);
  }

  @Test
  void whatIsWithdrawnNeedReachNobody() {
    String community = "422822102201";
    List<String> homes = households(community, 1);
    String notice = notice(community);
    city.post("/notices/" + notice + "/withdrawal")
        .statusCode(200)
        .body("withdrawn", equalTo(true));
    city.post("/notices/" + notice + "/withdrawal").statusCode(200);
    city.post("/notices/" + notice + "/deliveries", delivering(homes, true))
        .statusCode(409)
        .body("code", equalTo("NOTICE_WITHDRAWN"));
    households(community, 1);
    covered(notice, community, 1, 0, 0);
  }

  @Test
  void badInputIsRefused() {
    String community = "422822102202";
    String notice = notice(community);
    city.post(
            "/notices/" + notice + "/deliveries",
            delivering(List.of(UUID.randomUUID().toString()), true))
        .statusCode(404)
        .body("code", equalTo("NOT_FOR_HOUSEHOLD"));
    city.post("/notices/" + notice + "/deliveries", delivering(List.of(), true)).statusCode(422);
    city.post(
            "/notices/" + UUID.randomUUID() + "/deliveries",
            delivering(List.of(UUID.randomUUID().toString()), true))
        .statusCode(404);
    city.post("/notices", Map.of("division", community, "kind", "GUIDE", "title", "", "text", "。"))
        .statusCode(422);
    city.post("/notices", Map.of("division", "428", "kind", "GUIDE", "title", "。", "text", "。"))
        .statusCode(400);
    city.post(
            "/notices",
            Map.of("id", notice, "division", community, "kind", "GUIDE", "title", "。", "text", "。"))
        .statusCode(409)
        .body("code", equalTo("NOTICE_ALREADY_PUBLISHED"));
  }

  private int count(String type, String community) throws SQLException {
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from event where type = 'org.qunfang.resident."
                        + type
                        + ".v1' and community = '"
                        + community
                        + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
