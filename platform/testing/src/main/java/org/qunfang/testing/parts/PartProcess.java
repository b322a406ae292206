package org.qunfang.testing.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A process in a process group of its own, known by a file with its pid and start time.
 *
 * <p>Its own group, because Ctrl-C in a terminal goes to the whole group of the launcher, which
 * wants to stop its parts itself and in order. The file, because a later launcher must find exactly
 * this process and never another one that got the same pid.
 */
public final class PartProcess {

  /**
   * Starts the part, tells its pid, and, on a leash, waits for the end of either. In bash: dash has
   * no job control.
   */
  private static final String STARTER =
      """
      set -m
      log=$1 leash=$2 signal=$3 data=$4
      shift 4
      "$@" </dev/null >>"$log" 2>&1 &
      part=$!
      echo $part
      [ "$leash" = 0 ] && exit 0
      trap '' INT TERM HUP
      exec </dev/null >/dev/null 2>&1
      while kill -0 "$leash"; do
        kill -0 "$part" || exit 0
        sleep 1
      done
      kill -$signal "$part"
      for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$part" && sleep 0.5; done
      kill -KILL "$part"
      rm -rf "$data"
      """;

  private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

  private final String name;
  private final Path dir;
  private final Leash leash;
  private final String stopSignal;

  /**
   * The process of the part {@code name}, running or not.
   *
   * @param dir holds the process file and the log; on a leash, it is removed with the process
   * @param stopSignal what asks it to end in an orderly way, such as TERM
   */
  public PartProcess(String name, Path dir, Leash leash, String stopSignal) {
    this.name = name;
    this.dir = dir;
    this.leash = leash;
    this.stopSignal = stopSignal;
  }

  /** Starts it. It is up to the caller to wait until it is of use: {@link #await}. */
  public void start(List<String> command, Map<String, String> environment) {
    if (running()) {
      throw new IllegalStateException(name + " runs already");
    }
    try {
      Files.createDirectories(dir);
      var all = new ArrayList<>(List.of("bash", "-c", STARTER, "part", log().toString()));
      all.addAll(List.of(Long.toString(leash.pid()), stopSignal, dir.toString()));
      all.addAll(command);
      var builder = new ProcessBuilder(all).directory(dir.toFile());
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      var starter = builder.start();
      starter.getOutputStream().close();
      try (var out = starter.inputReader(StandardCharsets.UTF_8)) {
        var pid = out.readLine();
        if (pid == null || !pid.strip().matches("\\d+")) {
          throw new PartFailed(name + " could not be started: " + pid);
        }
        remember(Long.parseLong(pid.strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  /** Returns when the condition holds; fails as soon as the process is gone, or after the time. */
  public void await(Duration longest, BooleanSupplier condition) {
    var deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      var running = handle();
      if (running.isEmpty() || gone(running.get(), Duration.ofMillis(50))) {
        throw new PartFailed(name + " ended while it started:\n" + logTail(30));
      }
      if (System.nanoTime() > deadline) {
        throw new PartFailed(
            name + " did not answer within " + longest.toSeconds() + " s:\n" + logTail(30));
      }
    }
  }

  /** Asks it to end, insists after the given time, returns when it is gone. */
  public void stop(Duration patience) {
    handle()
        .ifPresent(
            running -> {
              signal(running.pid(), stopSignal);
              if (!gone(running, patience)) {
                running.destroyForcibly();
                if (!gone(running, Duration.ofSeconds(10))) {
                  throw new PartFailed(name + " (pid " + running.pid() + ") cannot be stopped");
                }
              }
            });
    forget();
  }

  /** Ends it and all that it started at once, as a power failure would. */
  public void kill() {
    handle()
        .ifPresent(
            running -> {
              var all = Stream.concat(Stream.of(running), running.descendants()).toList();
              all.forEach(ProcessHandle::destroyForcibly);
              all.forEach(each -> gone(each, Duration.ofSeconds(10)));
            });
    forget();
  }

  public boolean running() {
    return handle().isPresent();
  }

  /** Its pid, while it runs. */
  public Optional<Long> pid() {
    return handle().map(ProcessHandle::pid);
  }

  /** Completes when it ends; at once when it does not run. */
  public CompletableFuture<Void> onExit() {
    return handle()
        .map(running -> running.onExit().<Void>thenApply(ended -> null))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Where its output goes. */
  public Path log() {
    return dir.resolve("log");
  }

  /** The last lines of its output, for a person who must know why it died. */
  public String logTail(int lines) {
    if (!Files.exists(log())) {
      return "(no log)";
    }
    try {
      var all = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ProcessHandle> handle() {
    var file = file();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var fields = Files.readString(file).strip().split(" ", -1);
      var started = Instant.ofEpochMilli(Long.parseLong(fields[1]));
      return ProcessHandle.of(Long.parseLong(fields[0]))
          .filter(each -> !zombie(each.pid()))
          .filter(each -> startedAt(each, started));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The boot time, from which start times are reckoned, may move by a second when the clock is set.
   */
  private static boolean startedAt(ProcessHandle process, Instant expected) {
    return process
        .info()
        .startInstant()
        .map(actual -> Duration.between(actual, expected).abs().compareTo(CLOCK_STEP) < 0)
        .orElse(false);
  }

  private void remember(long pid) throws IOException {
    var started = ProcessHandle.of(pid).flatMap(each -> each.info().startInstant());
    if (started.isPresent()) {
      // Whole or not at all: another launcher may be reading.
      var unfinished = dir.resolve("process.unfinished");
      Files.writeString(unfinished, pid + " " + started.get().toEpochMilli() + "\n");
      Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.deleteIfExists(file());
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return dir.resolve("process");
  }

  private static boolean gone(ProcessHandle process, Duration within) {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return zombie(process.pid());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ended, but not yet collected by its parent, which is not us. */
  private static boolean zombie(long pid) {
    var stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      return Files.exists(stat)
          && Files.readString(stat).replaceFirst("^.*\\) ", "").startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }

  private void signal(long pid, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
