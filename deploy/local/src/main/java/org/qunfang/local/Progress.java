package org.qunfang.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a waiting person sees: one line per thing done, with how long it took. */
public final class Progress {

  private final PrintStream out;

  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Something begins that takes a while. */
  public void begins(String what) {
    line("  …  " + what);
  }

  /** It is done. */
  public void done(String what, Duration took) {
    line(String.format(Locale.ROOT, "  ok %-22s %6.1f s", what, took.toMillis() / 1000.0));
  }

  /** Anything else. */
  public synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}
