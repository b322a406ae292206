package org.qunfang.local.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Work of many hands at once, with a count that moves while it goes on. */
final class ManyHands {

  private static final int HANDS = 16;

  private final PrintStream out;
  private final boolean live = System.console() != null;
  private final AtomicInteger requests = new AtomicInteger();

  ManyHands(PrintStream out) {
    this.out = out;
  }

  /** Things done so far. */
  int done() {
    return requests.get();
  }

  /** Does all of it, sixteen at a time, in no promised order; the first failure ends it. */
  <T> void each(String what, List<T> things, Consumer<T> action) {
    long from = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(HANDS, Thread.ofVirtual().factory())) {
      List<Future<?>> all =
          things.stream()
              .<Future<?>>map(
                  thing ->
                      threads.submit(
                          () -> {
                            action.accept(thing);
                            requests.incrementAndGet();
                            show(what, done.incrementAndGet(), things.size());
                          }))
              .toList();
      for (Future<?> one : all) {
        await(one, threads);
      }
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    out.printf("%s  %-58s %6d in %5.1f s%n", live ? "\r" : "", what, things.size(), seconds);
  }

  private static void await(Future<?> one, ExecutorService threads) {
    try {
      one.get();
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      threads.shutdownNow();
      throw new IllegalStateException(e.getCause());
    }
  }

  private synchronized void show(String what, int done, int all) {
    if (live && (done % 16 == 0 || done == all)) {
      int bar = 20 * done / all;
      out.printf(
          "\r  %-58s %6d / %d [%s%s]", what, done, all, "#".repeat(bar), ".".repeat(20 - bar));
      out.flush();
    }
  }
}
