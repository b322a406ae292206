package org.qunfang.local.demo;

import static org.qunfang.local.demo.Api.person;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.qunfang.local.Progress;
import org.qunfang.local.Service;
import org.qunfang.local.Stack;
import org.qunfang.local.StackOptions;
import org.qunfang.testing.parts.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./qunfang demo}: the main job, end to end, compared figure by figure with what the field
 * reported.
 */
@Command(
    name = "demo",
    description =
        "starts everything, plays Yaowan's weeks of 2020, and compares the report with the field's own")
public final class DemoCommand implements Callable<Integer> {

  private static final Api.Caller OFFICER = person("city-enshi");

  /** Figures that have not moved for so long will not move any more. */
  private static final Duration STILL = Duration.ofSeconds(20);

  @Mixin private StackOptions options = new StackOptions();

  @Option(names = "--keep", description = "leaves everything running afterwards; down stops it")
  private boolean keep;

  private final PrintStream out = System.out;

  @Override
  public Integer call() {
    // The play sets its own clock: what is due is asked for day by day of 2020, not by the schedule
    // of today.
    options
        .apart("demo")
        .with("qunfang.automation.every", "off")
        .with("qunfang.facts.retention", "P10000D");
    FourLevels levels;
    try (Stack stack = Stack.start(Project.root(), options, new Progress(out))) {
      levels = play(stack);
      if (keep) {
        stack.leaveRunning();
      }
    }
    if (keep) {
      out.println("Everything goes on running; ./qunfang down stops it.");
    }
    int equal = ReportedFigures.equal(levels.yaowan());
    out.printf("figures equal: %d of %d%n", equal, ReportedFigures.all());
    return equal == ReportedFigures.all() ? 0 : 1;
  }

  private FourLevels play(Stack stack) {
    Map<String, URI> urls =
        Arrays.stream(Service.values()).collect(Collectors.toMap(Service::word, stack::url));
    Api api = new Api(urls, stack.tokens());
    out.printf("%nYaowan community (窑湾社区), Enshi, February and March 2020%n%n");
    ManyHands hands = new ManyHands(out);
    long from = System.nanoTime();
    new YaowanWeeks(api, hands).play();
    out.printf("%n  %d requests in %.1f s%n", hands.done(), (System.nanoTime() - from) / 1e9);

    FourLevels levels = settled(api);
    levels.print(out);
    ReportedFigures.print(levels.yaowan(), out);
    Freshness.Seen seen = new Freshness(api, OFFICER).measure();
    out.printf(
        "%nFrom acceptance to visible at all four levels: p50 %.0f ms, p99 %.0f ms%n",
        seen.p50Millis(), seen.p99Millis());
    out.println("Started in: " + started(stack));
    return levels;
  }

  /** The report when all figures are there, or when it has stopped moving. */
  private static FourLevels settled(Api api) {
    FourLevels levels = FourLevels.of(api, OFFICER);
    int best = ReportedFigures.equal(levels.yaowan());
    long since = System.nanoTime();
    while (best < ReportedFigures.all() && System.nanoTime() - since < STILL.toNanos()) {
      java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
      levels = FourLevels.of(api, OFFICER);
      int equal = ReportedFigures.equal(levels.yaowan());
      if (equal != best) {
        best = equal;
        since = System.nanoTime();
      }
    }
    return levels;
  }

  private static String started(Stack stack) {
    return stack.startTimes().entrySet().stream()
        .map(part -> "%s %.1f s".formatted(part.getKey(), part.getValue().toMillis() / 1000.0))
        .collect(Collectors.joining(", "));
  }
}
