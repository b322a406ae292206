package org.qunfang.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a waiting person sees: one line per thing done with how long it took, and, never silent for
 * long, what is still being waited for.
 */
public final class Progress {

  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream out;
  // The script knows; Java 21 cannot tell.
  private final boolean terminal = Boolean.getBoolean("qunfang.terminal");
  private final Map<String, Instant> underWay = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  public Progress(PrintStream out) {
    this.out = out;
    // A terminal shows a line that counts; a log gets a line now and then.
    int seconds = terminal ? 1 : 15;
    clock.scheduleAtFixedRate(this::showUnderWay, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Something begins that takes a while. */
  public void begins(String what) {
    underWay.put(what, Instant.now());
  }

  /** It is done, after so long. */
  public void done(String what, Duration took) {
    underWay.remove(what);
    line(String.format(Locale.ROOT, "  ok %-22s %6.1f s", what, took.toMillis() / 1000.0));
  }

  /** It will not be done. */
  public void failed(String what) {
    underWay.remove(what);
  }

  /** Anything else. */
  public synchronized void line(String text) {
    out.println(terminal ? ERASE_LINE + text : text);
    out.flush();
  }

  private synchronized void showUnderWay() {
    var since = underWay.values().stream().min(Instant::compareTo);
    if (since.isPresent()) {
      var text =
          String.format(
              Locale.ROOT,
              "  …  %s, for %d s",
              String.join(", ", underWay.keySet()),
              Duration.between(since.get(), Instant.now()).toSeconds());
      out.print(terminal ? ERASE_LINE + text : text + System.lineSeparator());
      out.flush();
    }
  }
}
