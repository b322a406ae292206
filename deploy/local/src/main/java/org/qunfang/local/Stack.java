package org.qunfang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.KeycloakPart;
import org.qunfang.testing.parts.Leash;
import org.qunfang.testing.parts.Part;
import org.qunfang.testing.parts.PostgresPart;
import org.qunfang.testing.parts.Realm;
import org.qunfang.testing.parts.Topics;

/**
 * PostgreSQL, Kafka, Keycloak and the five services on this machine, started and ready.
 *
 * <p>Everything lies in {@code .qunfang} in the project's folder: data, logs, and for each process
 * the file by which {@code down} finds it again.
 */
public final class Stack implements AutoCloseable {

  static final String REALM = "qunfang";

  private final Path dir;
  private final PortPlan ports;
  private final Progress progress;
  private final PostgresPart postgres;
  private final KafkaPart kafka;
  private final KeycloakPart keycloak;
  private final Map<Service, ServicePart> services = new EnumMap<>(Service.class);
  private final Map<String, Duration> startTimes = new ConcurrentHashMap<>();
  private final Tokens tokens;
  private final CountDownLatch startOver = new CountDownLatch(1);
  private volatile boolean leftRunning;
  private volatile boolean ending;

  private Stack(
      Path project, Path dir, PortPlan ports, Map<String, String> settings, Progress progress) {
    this.dir = dir;
    this.ports = ports;
    this.progress = progress;
    this.postgres = new PostgresPart(dir.resolve("postgresql"), ports.postgres(), Leash.none());
    this.kafka =
        new KafkaPart(
            dir.resolve("kafka"),
            ports.kafka(),
            ports.kafkaController(),
            Leash.none(),
            List.of("-Xms64m", "-Xmx224m"));
    this.keycloak =
        new KeycloakPart(
            dir.resolve("keycloak"),
            ports.keycloak(),
            ports.keycloakManagement(),
            Realm.withDemoUsers(),
            Leash.none());
    for (var each : Service.values()) {
      services.put(
          each, new ServicePart(each, project, dir.resolve(each.module()), ports, settings));
    }
    this.tokens = new Tokens(keycloak.issuer(REALM));
  }

  /**
   * Starts everything and returns when everything is ready. Whatever fails, nothing stays half
   * started; and when this JVM ends, everything ends, unless {@link #leaveRunning} was called.
   */
  public static Stack start(Path project, StackOptions options, Progress progress) {
    var stack =
        new Stack(project, options.dir(project), options.ports(), options.settings(), progress);
    stack.requireDown();
    options.ports().requireFree();
    stack.requirePackaged();
    if (options.fresh()) {
      stack.forgetEverything();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(stack::endWithJvm, "stop the stack"));
    try {
      stack.startAll();
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    } finally {
      stack.startOver.countDown();
    }
    return stack;
  }

  /** From now on the parts outlive this JVM; {@code ./qunfang down} stops them. */
  public void leaveRunning() {
    leftRunning = true;
  }

  private void endWithJvm() {
    ending = true;
    if (!leftRunning && !(isStarted() && pids().isEmpty())) {
      progress.line("Stopping …");
      close();
      awaitStartOver();
      // What was just being started when the others were stopped.
      close();
      progress.line("Everything is stopped; the data stay in .qunfang.");
    }
  }

  private boolean isStarted() {
    return startOver.getCount() == 0;
  }

  private void awaitStartOver() {
    try {
      startOver.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever a former launcher left running in a folder; nothing of it needs to run. */
  static Stack leftRunning(Path project, Path dir) {
    return new Stack(project, dir, new PortPlan(8100), Map.of(), new Progress(System.out));
  }

  /** Where a service takes requests. */
  public URI url(Service service) {
    return URI.create("http://127.0.0.1:" + ports.http(service));
  }

  /** Where a service tells its health and metrics. */
  public URI managementUrl(Service service) {
    return URI.create("http://127.0.0.1:" + ports.management(service));
  }

  /** Who the people and machines of the demo are. */
  public Tokens tokens() {
    return tokens;
  }

  /** The issuer of those tokens. */
  public String issuer() {
    return keycloak.issuer(REALM);
  }

  public PortPlan ports() {
    return ports;
  }

  public PostgresPart postgres() {
    return postgres;
  }

  public KafkaPart kafka() {
    return kafka;
  }

  public KeycloakPart keycloak() {
    return keycloak;
  }

  public ServicePart service(Service service) {
    return Objects.requireNonNull(services.get(service));
  }

  /** The database of a service. */
  public PostgresPart.Database database(Service service) {
    return new PostgresPart.Database(
        ports.postgres(), service.word(), service.word(), service.word());
  }

  /** How long each part took to be ready, in the order in which people read it. */
  public Map<String, Duration> startTimes() {
    var ordered = new LinkedHashMap<String, Duration>();
    for (var each : parts()) {
      var took = startTimes.get(each.name());
      if (took != null) {
        ordered.put(each.name(), took);
      }
    }
    return Collections.unmodifiableMap(ordered);
  }

  /** Every part, in the order in which it is started; stopped in the opposite one. */
  public List<Part> parts() {
    var all = new ArrayList<Part>(List.of(postgres, keycloak, kafka));
    all.addAll(services.values());
    return all;
  }

  /** The pids of all parts that run. */
  public Map<String, Long> pids() {
    var pids = new LinkedHashMap<String, Long>();
    for (var each : parts()) {
      each.process().pid().ifPresent(pid -> pids.put(each.name(), pid));
    }
    return pids;
  }

  /** Stops everything that runs, services first, and keeps the data; unless it is left running. */
  @Override
  public void close() {
    if (leftRunning) {
      return;
    }
    try {
      Files.createDirectories(dir);
      Files.writeString(goingDown(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    together(
        services.values().stream().map(each -> (Runnable) each::stop).toArray(Runnable[]::new));
    together(keycloak::stop, kafka::stop, postgres::stop);
  }

  /** Whether somebody, here or in another terminal, has asked everything to stop. */
  boolean isGoingDown() {
    return Files.exists(goingDown());
  }

  private Path goingDown() {
    return dir.resolve("going-down");
  }

  private void startAll() {
    var began = Instant.now();
    progress.line("Starting the parts (the first time, their programs are unpacked) …");
    try {
      Files.createDirectories(dir);
      Files.deleteIfExists(goingDown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    together(this::startPostgres, this::startKafka, () -> startTimed(keycloak));
    together(
        services.values().stream()
            .map(each -> (Runnable) () -> startTimed(each))
            .toArray(Runnable[]::new));
    progress.done("everything is ready", Duration.between(began, Instant.now()));
  }

  /** Runs all at once; the first failure interrupts the others. */
  private static void together(Runnable... all) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ExecutorCompletionService<Void>(executor);
      for (var each : all) {
        done.submit(each, null);
      }
      try {
        for (int i = 0; i < all.length; i++) {
          done.take().get();
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        executor.shutdownNow();
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new CompletionException(e.getCause());
      }
    }
  }

  private void startPostgres() {
    startTimed(postgres);
    for (var each : Service.values()) {
      postgres.database(each.word(), each.word());
    }
  }

  private void startKafka() {
    startTimed(kafka);
    kafka.createTopics(Topics.all());
  }

  private void startTimed(Part part) {
    if (ending) {
      throw new Refused(part.name() + " is not started any more");
    }
    var began = Instant.now();
    progress.begins(part.name());
    try {
      part.start();
    } catch (RuntimeException e) {
      progress.failed(part.name());
      throw e;
    }
    var took = Duration.between(began, Instant.now());
    startTimes.put(part.name(), took);
    progress.done(part.name(), took);
  }

  private void requireDown() {
    var running = pids();
    if (!running.isEmpty()) {
      throw new Refused(
          "already running: "
              + String.join(", ", running.keySet())
              + ".\nStop it first: ./qunfang down");
    }
  }

  private void requirePackaged() {
    for (var each : services.values()) {
      each.requirePackaged();
    }
  }

  private void forgetEverything() {
    for (var each : List.of("postgresql", "kafka", "keycloak")) {
      delete(dir.resolve(each));
    }
    for (var each : Service.values()) {
      delete(dir.resolve(each.module()));
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
