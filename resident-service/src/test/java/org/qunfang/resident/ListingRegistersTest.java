package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.events.Division;
import org.qunfang.resident.register.Page.Sort;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ListingRegistersTest {

  /** Communities of two streets of the same district, and of another district. */
  private static final List<String> COMMUNITIES =
      List.of("422801001003", "422801001009", "422801002002", "422802001001");

  private static final Comparator<Map<String, Object>> BY_TIME =
      Comparator.comparing((Map<String, Object> row) -> String.valueOf(row.get("registered")))
          .thenComparing(row -> String.valueOf(row.get("id")));

  Tokens tokens;
  Caller city;
  List<Map<String, Object>> all = new ArrayList<>();

  /** Households of all kinds, in no order of their ids. */
  @BeforeEach
  void register() {
    city = Caller.person(tokens, "city-enshi");
    for (int i = 0; i < 24; i++) {
      String community = COMMUNITIES.get(i * 7 % COMMUNITIES.size());
      Instant time = Instant.parse("2020-03-01T00:00:00Z").plusSeconds(i * 5 % 24 * 3600L);
      all.add(
          city.post(
                  "/households",
                  Map.of(
                      "community",
                      community,
                      "tenure",
                      i % 3 == 0 ? "TENANT" : "OWNER",
                      "time",
                      time.toString()))
              .statusCode(201)
              .extract()
              .path(""));
    }
  }

  private static Stream<Arguments> divisions() {
    return Stream.of("422801001003", "422801001000", "422801000000", "422800000000")
        .flatMap(
            division -> Arrays.stream(Sort.values()).map(sort -> Arguments.of(division, sort)));
  }

  @ParameterizedTest
  @MethodSource("divisions")
  void pagesShowEverythingOfADivisionOnceAndInOrder(String division, Sort sort) {
    List<Map<String, Object>> listed = pages("division=" + division + "&sort=" + sort);

    String prefix = new Division(division).prefix();
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(listed).containsAll(mine(row -> community(row).startsWith(prefix)));
    assertThat(listed).allMatch(row -> community(row).startsWith(prefix));
    assertThat(listed).isSortedAccordingTo(order(sort));
  }

  @ParameterizedTest
  @MethodSource("divisions")
  void aFilterLeavesOutTheRestAndNothingElse(String division, Sort sort) {
    List<Map<String, Object>> listed =
        pages("division=" + division + "&tenure=TENANT&sort=" + sort);

    String prefix = new Division(division).prefix();
    assertThat(listed).isSortedAccordingTo(order(sort));
    assertThat(listed).allMatch(row -> "TENANT".equals(row.get("tenure")));
    assertThat(listed)
        .containsAll(
            mine(row -> community(row).startsWith(prefix) && "TENANT".equals(row.get("tenure"))));
  }

  @ParameterizedTest
  @MethodSource("divisions")
  void whatIsClosedIsListedForItself(String division, Sort sort) {
    List<Object> closed = all.stream().limit(6).map(row -> row.get("id")).toList();
    closed.forEach(
        id ->
            city.post("/households/" + id + "/closing", Map.of("reason", "EMPTY")).statusCode(200));

    List<Map<String, Object>> listed = pages("closed=true&division=" + division + "&sort=" + sort);

    String prefix = new Division(division).prefix();
    assertThat(listed)
        .isSortedAccordingTo(order(sort))
        .allMatch(row -> Boolean.TRUE.equals(row.get("closed")));
    assertThat(listed)
        .extracting(row -> row.get("id"))
        .doesNotHaveDuplicates()
        .containsAll(
            mine(row -> closed.contains(row.get("id")) && community(row).startsWith(prefix))
                .stream()
                .map(row -> row.get("id"))
                .toList());
  }

  @Test
  void anUnknownOrderIsRefused() {
    city.get("/households?sort=BEST").statusCode(equalTo(400));
  }

  @Test
  void whoSawAnOlderVersionIsToldTheCurrentOne() {
    String household = "/households/" + all.get(0).get("id");
    String tag = city.get(household).statusCode(200).extract().header("ETag");
    assertThat(tag).isEqualTo("\"1\"");
    Map<String, Object> nobodyHome = Map.of("round", 1, "outcome", "NOBODY_HOME");

    visit(household, tag, nobodyHome).statusCode(200).header("ETag", equalTo("\"2\""));
    visit(household, tag, nobodyHome)
        .statusCode(412)
        .header("ETag", equalTo("\"2\""))
        .body("code", equalTo("VERSION_CHANGED"))
        .body("version", equalTo(2));
    city.get(household).header("ETag", equalTo("\"2\""));

    visit(household, "\"2\"", nobodyHome).statusCode(200);
    visit(household, "*", nobodyHome).statusCode(200);
    visit(household, "W/\"2\"", nobodyHome)
        .statusCode(400)
        .body("code", equalTo("MALFORMED_IF_MATCH"));
  }

  private io.restassured.response.ValidatableResponse visit(
      String household, String version, Map<String, Object> visit) {
    return city.request()
        .contentType(ContentType.JSON)
        .header("If-Match", version)
        .body(visit)
        .post(household + "/visits")
        .then();
  }

  private List<Map<String, Object>> pages(String query) {
    // What other tests have registered elsewhere is read in larger pages, or the token would
    // expire.
    int limit = query.contains("division=" + COMMUNITIES.get(0)) ? 3 : 100;
    return city.pages("/households?" + query, limit, "id");
  }

  private List<Map<String, Object>> mine(Predicate<Map<String, Object>> which) {
    return all.stream().filter(which).toList();
  }

  private static String community(Map<String, Object> row) {
    return String.valueOf(row.get("community"));
  }

  private static Comparator<Map<String, Object>> order(Sort sort) {
    return switch (sort) {
      case NEWEST -> BY_TIME.reversed();
      case OLDEST -> BY_TIME;
      case PLACE -> Comparator.comparing(ListingRegistersTest::community).thenComparing(BY_TIME);
    };
  }
}
