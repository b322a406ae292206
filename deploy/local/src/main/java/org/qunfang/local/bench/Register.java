package org.qunfang.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;
import org.qunfang.local.Service;
import org.qunfang.local.Stack;
import org.qunfang.resident.personal.Particulars;

/** The register of a whole city: read in all the ways that people read it, and added to. */
final class Register {

  private static final int WARM_UP = 300;
  private static final int READINGS = 1_000;
  private static final int ROSTER = 100_000;
  private static final int CONNECTIONS = 256;
  private static final Duration READ_WARM_UP = Duration.ofSeconds(60);
  private static final Duration LOAD_WARM_UP = Duration.ofSeconds(120);
  private static final Duration MEASURE = Duration.ofSeconds(15);

  private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

  private final Stack stack;
  private final City city;
  private final Results results;
  private final PrintStream out;
  private final Random random = new Random(1);
  private final Map<Division.Level, List<Division>> divisions = new EnumMap<>(Division.Level.class);

  Register(Stack stack, City city, Results results, PrintStream out) {
    this.stack = stack;
    this.city = city;
    this.results = results;
    this.out = out;
    for (Division each : city.divisions()) {
      divisions.computeIfAbsent(each.level(), none -> new ArrayList<>()).add(each);
    }
  }

  void measure(int residents) throws SQLException {
    Population population;
    try {
      population =
          new Population(
              stack.database(Service.RESIDENT),
              city.communities(),
              residents,
              stack.service(Service.RESIDENT).personalKeys());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no keys", e);
    }
    long from = System.nanoTime();
    population.fill();
    out.printf(
        "  %,d residents in %,d households moved in within %.0f s%n",
        population.residents(), population.households(), (System.nanoTime() - from) / 1e9);
    results.put("residents", population.residents());
    from = System.nanoTime();
    Casework casework = new Casework(stack.database(Service.RESIDENT));
    casework.fill();
    out.printf("  and kept busy within %.0f s%n", (System.nanoTime() - from) / 1e9);
    divisions();
    Map<String, Runnable> reads = new LinkedHashMap<>();
    lists(population).forEach((name, path) -> reads.put("list_" + name, () -> get(path.get())));
    work(population, casework)
        .forEach((name, path) -> reads.put("list_" + name, () -> get(path.get())));
    reads.putAll(searches(population));
    warmUp(reads);
    reads.forEach(this::read);
    roster(population);
    registrations(population);
  }

  /** The official file of the whole country, and the same once more: then nothing differs. */
  private void divisions() {
    byte[] official;
    try (InputStream file = Divisions.class.getResourceAsStream("divisions-cn-2023.csv.gz")) {
      official = Objects.requireNonNull(file, "no divisions").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the divisions", e);
    }
    for (String name : List.of("divisions_import_s", "divisions_again_s")) {
      long from = System.nanoTime();
      JsonNode done =
          city.post(
              Service.RESIDENT,
              "/admin/divisions/imports",
              stack.tokens().of("operator"),
              "application/gzip",
              official);
      results.put(name, (System.nanoTime() - from) / 1e9);
      results.put("divisions", done.path("divisions").asDouble());
    }
  }

  /**
   * The roster of some streets with a hundred thousand people whom nobody has heard of, community
   * by community and household by household, from handing it in to its last row.
   */
  private void roster(Population population) {
    StringBuilder roster = new StringBuilder("社区代码,小区,楼栋,门牌,户别,姓名,公民身份号码,电话\n");
    for (int i = 0; i < ROSTER; i++) {
      Particulars who = population.particulars(population.residents() + i);
      int household = i / Population.TO_A_HOUSEHOLD;
      roster
          .append(population.community(household % population.households()))
          .append(",金桂园,")
          .append(household / 30 % 40)
          .append(",")
          .append(household)
          .append(",业主,")
          .append(who.name())
          .append(',')
          .append(who.idNumber())
          .append(',')
          .append(who.telephone())
          .append('\n');
    }
    long from = System.nanoTime();
    JsonNode taken =
        city.post(Service.RESIDENT, "/imports", city.officer(), "text/csv", roster.toString());
    results.put("import_handed_in_s", (System.nanoTime() - from) / 1e9);
    while (taken.path("status").asText().equals("RUNNING")) {
      Load.sleep(Duration.ofMillis(100));
      taken = city.get(Service.RESIDENT, "/imports/" + taken.path("id").asText(), city.officer());
    }
    results.put("import_done_s", (System.nanoTime() - from) / 1e9);
    results.put("import_rows", taken.path("rows").asDouble());
    results.put("import_registered", taken.path("registered").asDouble());
  }

  private Map<String, Supplier<String>> lists(Population population) {
    Map<String, Supplier<String>> lists = new LinkedHashMap<>();
    lists.put("of_city", () -> "/residents?limit=100");
    lists.put("of_city_newest", () -> "/residents?limit=100&sort=NEWEST");
    lists.put(
        "of_city_deep", () -> "/residents?limit=100&sort=NEWEST&after=" + somebody(population));
    lists.put("of_city_foreigners", () -> "/residents?limit=100&foreigner=true&sort=NEWEST");
    lists.put("of_city_filtered", () -> "/residents?limit=100&ageBand=FROM_80&sex=FEMALE");
    lists.put(
        "of_district",
        () -> "/residents?limit=100&sort=NEWEST&division=" + any(Division.Level.DISTRICT));
    lists.put(
        "of_street",
        () -> "/residents?limit=100&sort=NEWEST&division=" + any(Division.Level.STREET));
    lists.put(
        "of_street_filtered",
        () ->
            "/residents?limit=100&residency=STRANDED&sort=OLDEST&division="
                + any(Division.Level.STREET));
    lists.put(
        "of_community", () -> "/residents?limit=100&division=" + any(Division.Level.COMMUNITY));
    lists.put(
        "of_household",
        () ->
            "/residents?household="
                + population.household(random.nextInt(population.households())));
    lists.put(
        "households_of_community",
        () -> "/households?limit=100&division=" + any(Division.Level.COMMUNITY));
    lists.put("closed_households_of_city", () -> "/households?limit=100&closed=true&sort=NEWEST");
    lists.put(
        "closed_households_of_street",
        () -> "/households?limit=100&closed=true&division=" + any(Division.Level.STREET));
    lists.put("resident", () -> "/residents/" + somebody(population));
    return lists;
  }

  /** What is asked about all that goes on in the city. */
  private Map<String, Supplier<String>> work(Population population, Casework casework)
      throws SQLException {
    Supplier<UUID> rounds = any(casework.some("screening_round"));
    Supplier<UUID> cadres = any(casework.some("worker where kind = 'CADRE'"));
    Supplier<UUID> cases = any(casework.some("known_case"));
    UUID notice = any(casework.some("notice")).get();
    Division lastStreet = lastStreet();
    Division lastDistrict = lastStreet.parent().orElseThrow();
    Map<String, Supplier<String>> lists = new LinkedHashMap<>();
    lists.put(
        "open_rounds_of_city", () -> "/screening-rounds?limit=100&open=true&number=1&sort=NEWEST");
    lists.put("coverage_of_city", () -> "/screening-rounds/coverage?number=1");
    lists.put("missing_of_round", () -> "/screening-rounds/" + rounds.get() + "/missing?limit=100");
    lists.put(
        "households_of_cadre", () -> "/responsibility/households?limit=100&cadre=" + cadres.get());
    lists.put(
        "households_without_cadre_of_city",
        () -> "/responsibility/households?limit=100&withCadre=false&sort=OLDEST");
    lists.put(
        "notice_not_delivered_in_street",
        () ->
            "/notices/%s/households?limit=100&delivered=false&sort=OLDEST&division=%s"
                .formatted(notice, any(Division.Level.STREET)));
    for (Map.Entry<String, Supplier<String>> within : levels().entrySet()) {
      lists.put(
          "notice_not_acknowledged_in_" + within.getKey(),
          () ->
              "/notices/%s/households?limit=100&acknowledged=false%s"
                  .formatted(notice, within.getValue().get()));
      lists.put(
          "missed_today_in_" + within.getKey(),
          () -> "/household-contacts/missed?limit=100" + within.getValue().get());
    }
    lists.put(
        "notice_not_acknowledged_in_city_newest",
        () -> "/notices/%s/households?limit=100&acknowledged=false&sort=NEWEST".formatted(notice));
    lists.put(
        "missed_today_in_city_newest", () -> "/household-contacts/missed?limit=100&sort=NEWEST");
    lists.put(
        "notice_not_delivered_in_district_newest",
        () ->
            "/notices/%s/households?limit=100&delivered=false&sort=NEWEST&division=%s"
                .formatted(notice, any(Division.Level.DISTRICT)));
    lists.put(
        "missed_today_in_the_morning_in_district",
        () -> "/household-contacts/missed?limit=100&sort=NEWEST&division=" + lastDistrict);
    lists.put(
        "missed_today_in_the_morning",
        () -> "/household-contacts/missed?limit=100&sort=NEWEST&division=" + lastStreet);
    lists.put(
        "missed_yesterday_in_city",
        () -> "/household-contacts/missed?limit=100&day=" + LocalDate.now(HERE).minusDays(1));
    lists.put("ranking_of_city", () -> "/workers/ranking?limit=100");
    lists.put(
        "ranking_of_district",
        () -> "/workers/ranking?limit=100&by=TASKS_DONE&division=" + any(Division.Level.DISTRICT));
    lists.put("notices_of_city", () -> "/notices?limit=100&withdrawn=false");
    lists.put("notice_coverage_of_city", () -> "/notices/" + notice + "/coverage");
    lists.put("open_cases_of_city", () -> "/cases?limit=100&open=true&sort=NEWEST");
    lists.put("contacts_of_case", () -> "/contacts?limit=100&case=" + cases.get());
    lists.put("contacts_overdue_of_city", () -> "/contacts?limit=100&overdue=true&sort=OLDEST");
    lists.put(
        "special_care_of_district",
        () ->
            "/special-care?limit=100&care=ELDERLY_ALONE&sort=NEWEST&division="
                + any(Division.Level.DISTRICT));
    lists.put(
        "returns_of_city",
        () -> "/returns?limit=100&originRisk=MEDIUM&arrivedFrom=2026-10-01&sort=NEWEST");
    lists.put("affected_returns_of_city", () -> "/returns/affected?limit=100&withinDays=60");
    lists.put("stranded_of_city", () -> "/stranded?limit=100&sort=NEWEST");
    lists.put("file", () -> "/residents/" + somebody(population) + "/file");
    return lists;
  }

  /** What is asked for of parts of the city, small and large. */
  private Map<String, Supplier<String>> levels() {
    Map<String, Supplier<String>> levels = new LinkedHashMap<>();
    levels.put("city", () -> "");
    for (Division.Level level :
        List.of(Division.Level.DISTRICT, Division.Level.STREET, Division.Level.COMMUNITY)) {
      levels.put(level.name().toLowerCase(Locale.ROOT), () -> "&division=" + any(level).code());
    }
    return levels;
  }

  /** The last street, where {@link Casework} has it that nobody was contacted yet. */
  private Division lastStreet() {
    return divisions.getOrDefault(Division.Level.COMMUNITY, List.of()).stream()
        .max(Comparator.comparing(Division::code))
        .flatMap(Division::parent)
        .orElseThrow();
  }

  private <T> Supplier<T> any(List<T> all) {
    return () -> all.get(random.nextInt(all.size()));
  }

  private void get(String path) {
    var unused = city.get(Service.RESIDENT, path, city.officer());
  }

  private Map<String, Runnable> searches(Population population) {
    Map<String, Runnable> searches = new LinkedHashMap<>();
    searches.put(
        "search_by_id_number", () -> search(Map.of("idNumber", text(who(population).idNumber()))));
    searches.put("search_by_name", () -> search(Map.of("name", who(population).name())));
    searches.put(
        "search_by_name_in_community",
        () ->
            search(
                Map.of(
                    "name",
                    who(population).name(),
                    "division",
                    any(Division.Level.COMMUNITY).code())));
    searches.put(
        "search_by_telephone",
        () -> search(Map.of("telephone", text(who(population).telephone()))));
    return searches;
  }

  private static String text(@Nullable String value) {
    return String.valueOf(value);
  }

  private Particulars who(Population population) {
    return population.particulars(random.nextInt(population.residents()));
  }

  private Object somebody(Population population) {
    return population.resident(random.nextInt(population.residents()));
  }

  private Division any(Division.Level level) {
    List<Division> all = divisions.getOrDefault(level, List.of());
    return all.get(random.nextInt(all.size()));
  }

  private void search(Map<String, String> clues) {
    var unused = city.post(Service.RESIDENT, "/residents/searches", city.officer(), clues);
  }

  /**
   * Begins when the filling and the import have come to rest, and reads everything in turn until
   * little is left to compile: what is measured is a service that has been running.
   */
  private void warmUp(Map<String, Runnable> reads) throws SQLException {
    long from = System.nanoTime();
    String rest = new Settling(stack.postgres().administration()).await();
    out.printf(
        "  %s after %.0f s; everything is read in turn for %d s, and each by itself %d times, before it is measured%n",
        rest, (System.nanoTime() - from) / 1e9, READ_WARM_UP.toSeconds(), WARM_UP);
    long until = System.nanoTime() + READ_WARM_UP.toNanos();
    while (System.nanoTime() < until) {
      reads.values().forEach(Runnable::run);
    }
  }

  /** One after the other, with the client's own parsing. */
  private void read(String name, Runnable reading) {
    for (int i = 0; i < WARM_UP; i++) {
      reading.run();
    }
    double[] millis = new double[READINGS];
    for (int i = 0; i < READINGS; i++) {
      long from = System.nanoTime();
      reading.run();
      millis[i] = (System.nanoTime() - from) / 1e6;
    }
    Arrays.sort(millis);
    results.put(name + "_p50_ms", millis[READINGS / 2]);
    results.put(name + "_p99_ms", millis[READINGS * 99 / 100]);
  }

  /** Persons told one by one, each for some household of the city. */
  private void registrations(Population population) {
    AtomicInteger next = new AtomicInteger(population.residents() + ROSTER);
    Load load =
        new Load(
            city.url(Service.RESIDENT, "/"),
            HttpMethod.POST,
            () ->
                Map.of(
                    "Authorization",
                    "Bearer " + city.officer(),
                    "Content-Type",
                    "application/json"),
            () -> body(population.particulars(next.getAndIncrement())),
            () ->
                "/households/"
                    + population.household(
                        ThreadLocalRandom.current().nextInt(population.households()))
                    + "/residents");
    Load.Result peak = load.closed(CONNECTIONS, LOAD_WARM_UP, MEASURE);
    out.printf(
        "  %,.0f/s, p50 %.1f ms, p99 %.1f ms, %d failed, client busy %.0f %%%s%n",
        peak.perSecond(),
        peak.millis(50),
        peak.millis(99),
        peak.failures(),
        peak.clientBusy() * 100,
        peak.failure() == null ? "" : ", first failure: " + peak.failure());
    results.put("registered_per_s", peak.perSecond());
    results.put("registered_p99_ms", peak.millis(99));
  }

  private static Buffer body(Particulars person) {
    return Buffer.buffer(
        "[{\"residency\":\"RESIDENT\",\"name\":\"%s\",\"idNumber\":\"%s\",\"telephone\":\"%s\"}]"
            .formatted(person.name(), person.idNumber(), person.telephone()));
  }
}
