package org.qunfang.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.pgclient.PgConnectOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.qunfang.events.Division;
import org.qunfang.local.Progress;
import org.qunfang.local.Service;
import org.qunfang.local.Stack;
import org.qunfang.local.StackOptions;
import org.qunfang.testing.parts.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./qunfang bench}: the system under load beside its bare database, everything running, in
 * one run.
 */
@Command(
    name = "bench",
    description = "measures the system beside its bare database; writes target/bench.json")
public final class BenchCommand implements Callable<Integer> {

  /** What can be measured by itself. */
  enum Part {
    RAW,
    SINGLE,
    BATCH,
    VISIBLE,
    REBUILD,
    REPORT,
    RESIDENTS,
    MEMORY
  }

  private static final int CONNECTIONS = 256;
  private static final int BATCH_CONNECTIONS = 8;
  private static final int BATCH = 500;

  /** Until little is left to compile: before that the compiler is what is measured. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final Duration BATCH_WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURE = Duration.ofSeconds(15);

  /** Half the peak when the peak is not measured in this run. */
  private static final double USUAL_RATE = 5_000;

  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--residents",
      defaultValue = "9000000",
      paramLabel = "N",
      description = "how many people the register holds (default ${DEFAULT-VALUE})")
  private int residents;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "only these parts: ${COMPLETION-CANDIDATES}")
  private List<Part> only = List.of();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws SQLException {
    options.apart("bench");
    Set<Part> parts = only.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
    try (Stack stack = Stack.start(Project.root(), options, new Progress(out))) {
      Results results = new Results(out);
      City city = new City(stack);
      city.openGates();
      int cores = Runtime.getRuntime().availableProcessors();
      out.printf(
          "%nWuhan: %d divisions, everything running on %d cores%n%n",
          city.divisions().size(), cores);
      results.put("cores", cores);
      for (Part part : parts) {
        out.println(part.name().toLowerCase(java.util.Locale.ROOT));
        measure(part, stack, city, results);
      }
      ratios(results);
      results.write(Path.of("target", "bench.json"));
      return 0;
    }
  }

  private void measure(Part part, Stack stack, City city, Results results) throws SQLException {
    switch (part) {
      case RAW -> raw(stack, results);
      case SINGLE -> single(city, results);
      case BATCH -> batch(city, results);
      case VISIBLE -> visible(city, results);
      case REBUILD -> rebuild(stack, city, results);
      case REPORT -> report(stack, city, results);
      case RESIDENTS -> new Register(stack, city, results, out).measure(residents);
      case MEMORY -> {
        results.put("services_rss_mib", Memory.servicesMib(stack));
        results.put("stack_rss_mib", Memory.stackMib(stack));
      }
    }
  }

  private void raw(Stack stack, Results results) {
    var database = stack.database(Service.SUPPLY);
    RawPostgres raw =
        new RawPostgres(
            new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password()));
    results.put("raw_single_per_s", raw.single(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    results.put("raw_batch_per_s", raw.batch(Duration.ofSeconds(5), Duration.ofSeconds(10)));
  }

  private void single(City city, Results results) {
    Load load = passages(city);
    Load.Result peak = load.closed(CONNECTIONS, WARM_UP, MEASURE);
    tell(peak);
    results.put("single_per_s", peak.perSecond());
    Load.Result calm =
        load.open(CONNECTIONS, peak.perSecond() * 0.7, Duration.ofSeconds(5), MEASURE);
    tell(calm);
    results.put("single_p50_ms_at_70_percent", calm.millis(50));
    results.put("single_p99_ms_at_70_percent", calm.millis(99));
    settle(city, results, "single");
  }

  private static Load passages(City city) {
    return new Load(
        city.url(Service.CHECKPOINT, "/passages"),
        HttpMethod.POST,
        () -> city.headers("application/json"),
        city.passages());
  }

  private void batch(City city, Results results) {
    Load load =
        new Load(
            city.url(Service.CHECKPOINT, "/events"),
            HttpMethod.POST,
            () -> city.headers("application/cloudevents-batch+json"),
            city.batches(BATCH));
    Load.Result result = load.closed(BATCH_CONNECTIONS, BATCH_WARM_UP, MEASURE);
    tell(result);
    results.put("batch_per_s", result.perSecond() * BATCH);
    settle(city, results, "batch");
  }

  /**
   * Passages at half the peak, and among them probes at a gate of their own: posted, and asked for
   * until counted. All four levels are written in one transaction, so the community's number is
   * there with the city's.
   */
  private void visible(City city, Results results) {
    double peak = results.get("single_per_s");
    double rate = Double.isNaN(peak) ? USUAL_RATE : peak / 2;
    Load load = passages(city);
    Load.Result[] result = new Load.Result[1];
    Thread background =
        Thread.ofPlatform()
            .start(
                () ->
                    result[0] =
                        load.open(
                            CONNECTIONS, rate, Duration.ofSeconds(3), Duration.ofSeconds(25)));
    Load.sleep(Duration.ofSeconds(4));
    double[] millis = new double[10_000];
    int done = 0;
    while (background.isAlive() && done < millis.length) {
      long before = city.probesCounted();
      city.probe();
      long accepted = System.nanoTime();
      while (city.probesCounted() == before) {
        LockSupport.parkNanos(1_000_000);
      }
      millis[done++] = (System.nanoTime() - accepted) / 1e6;
    }
    tell(result[0]);
    double[] seen = Arrays.copyOf(millis, done);
    Arrays.sort(seen);
    out.printf("  %d probes at %.0f passages/s%n", done, rate);
    results.put("visible_p50_ms", seen[done / 2]);
    results.put("visible_p99_ms", seen[done * 99 / 100]);
    settle(city, results, "visible");
  }

  private void rebuild(Stack stack, City city, Results results) {
    String operator = stack.tokens().of("operator");
    JsonNode begun = city.post(Service.REPORTING, "/admin/rebuilds", operator);
    String id = begun.path("id").asText();
    JsonNode rebuild = begun;
    while (!rebuild.path("state").asText().matches("DONE|FAILED")) {
      Load.sleep(Duration.ofMillis(250));
      rebuild = city.get(Service.REPORTING, "/admin/rebuilds/" + id, operator);
    }
    out.println("  " + rebuild);
    results.put("rebuild_events", rebuild.path("events").asDouble());
    results.put("rebuild_per_s", rebuild.path("eventsPerSecond").asDouble());
  }

  /**
   * Ninety days of forty metrics in every division of the city, then reports of divisions with
   * their children.
   */
  private void report(Stack stack, City city, Results results) throws SQLException {
    long rows = new NinetyDays(stack.database(Service.REPORTING)).fill(city.divisions());
    out.printf("  %,d daily numbers%n", rows);
    List<Division> parents =
        city.divisions().stream().filter(division -> !division.isCommunity()).toList();
    Random random = new Random(1);
    Load.Result one =
        new Load(
                city.url(Service.REPORTING, "/reports/" + City.WUHAN),
                HttpMethod.GET,
                () ->
                    Map.of(
                        "Authorization", "Bearer " + city.officer(), "Accept", "application/json"),
                () -> null)
            .closed(2, Duration.ofSeconds(5), Duration.ofSeconds(10));
    tell(one);
    results.put("city_report_p50_ms", one.millis(50));
    results.put("city_report_p99_ms", one.millis(99));
    double[] millis = new double[400];
    for (int i = 0; i < millis.length; i++) {
      String path = "/reports/" + parents.get(random.nextInt(parents.size()));
      long from = System.nanoTime();
      var unused = city.get(Service.REPORTING, path, city.officer());
      millis[i] = (System.nanoTime() - from) / 1e6;
    }
    Arrays.sort(millis);
    results.put("any_report_p99_ms", millis[millis.length * 99 / 100]);
  }

  /** Waits until everything accepted is counted, and says how long the reports were behind. */
  private void settle(City city, Results results, String part) {
    long from = System.nanoTime();
    long counted = city.passagesCounted();
    long still = System.nanoTime();
    while (System.nanoTime() - still < 3_000_000_000L) {
      Load.sleep(Duration.ofMillis(250));
      long now = city.passagesCounted();
      if (now != counted) {
        counted = now;
        still = System.nanoTime();
      }
    }
    results.put(part + "_caught_up_s", (still - from) / 1e9);
  }

  private void tell(Load.Result result) {
    out.printf(
        "  %,.0f/s, p50 %.1f ms, p99 %.1f ms, %d failed, client busy %.0f %%%s%n",
        result.perSecond(),
        result.millis(50),
        result.millis(99),
        result.failures(),
        result.clientBusy() * 100,
        result.failure() == null ? "" : ", first failure: " + result.failure());
  }

  private static void ratios(Results results) {
    results.ratio("single_to_raw", "single_per_s", "raw_single_per_s");
    results.ratio("batch_to_raw", "batch_per_s", "raw_batch_per_s");
    results.ratio("registered_to_raw", "registered_per_s", "raw_single_per_s");
  }
}
