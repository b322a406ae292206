package org.qunfang.testing.parts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One Keycloak with its own database, its realm imported from files.
 *
 * <p>Unpacking it, fitting it to its database ({@code kc.sh build}) and filling an empty database
 * take a minute; that is done once for a machine. After that a start takes about ten seconds. It is
 * run without its script, so that its process is the one that was started.
 */
public final class KeycloakPart implements Part {

  /** The name and password of its administrator; it listens on the loopback interface only. */
  public static final String ADMINISTRATOR = "admin";

  /** What the optimised build depends on; a change makes another folder. */
  private static final List<String> BUILD_OPTIONS =
      List.of("--db=dev-file", "--health-enabled=true", "--features-disabled=organization");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path dir;
  private final int port;
  private final int managementPort;
  private final @Nullable Realm realm;
  private final PartProcess process;

  /**
   * The server whose data lie in {@code dir}, empty or not.
   *
   * @param realm imported at the start, unless it is there already
   */
  public KeycloakPart(Path dir, int port, int managementPort, @Nullable Realm realm, Leash leash) {
    this.dir = dir;
    this.port = port;
    this.managementPort = managementPort;
    this.realm = realm;
    this.process = new PartProcess("Keycloak", dir, leash, "TERM");
  }

  @Override
  public String name() {
    return "Keycloak";
  }

  @Override
  public PartProcess process() {
    return process;
  }

  public int port() {
    return port;
  }

  /** The issuer of a realm, as services are told it. */
  public String issuer(String realmName) {
    return "http://127.0.0.1:" + port + "/realms/" + realmName;
  }

  @Override
  public void start() {
    if (process.running()) {
      return;
    }
    try {
      var program = program();
      Files.createDirectories(dir);
      if (!Files.exists(dir.resolve("database"))) {
        Cache.copy(emptyDatabase(program), dir.resolve("database"));
      }
      var home = home(program);
      if (realm == null) {
        run(program, home, List.of());
      } else {
        realm.writeTo(home.resolve("data/import"));
        run(program, home, List.of("--import-realm"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak could not be prepared", e);
    }
  }

  @Override
  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  /** What a file path on the build machine cannot be guessed from: where the build put the zip. */
  private static Path zip() {
    var name = "keycloak-quarkus-dist";
    var version = Versions.OF_BUILD.keycloak();
    var local =
        Stream.of(System.getProperty("localRepository"), System.getProperty("maven.repo.local"))
            .filter(each -> each != null && !each.isBlank())
            .findFirst()
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".m2", "repository"));
    return local
        .resolve("org/keycloak")
        .resolve(name)
        .resolve(version)
        .resolve(name + "-" + version + ".zip");
  }

  /** The unpacked and built program. */
  private static Path program() {
    return Cache.folder(programName(), KeycloakPart::buildProgram).resolve("keycloak");
  }

  private static String programName() {
    return "keycloak-"
        + Versions.OF_BUILD.keycloak()
        + "-"
        + Integer.toHexString(BUILD_OPTIONS.hashCode());
  }

  private static void buildProgram(Path folder) throws IOException {
    var zip = zip();
    if (!Files.exists(zip)) {
      throw new PartFailed(
          "the Keycloak distribution is not in the local Maven repository ("
              + zip.getFileName()
              + "): build the project first");
    }
    unpack(zip, folder);
    var command = new ArrayList<>(List.of("/bin/sh", "keycloak/bin/kc.sh", "build"));
    command.addAll(BUILD_OPTIONS);
    Commands.run(
        "Keycloak's build", folder, command, Map.of("JAVA_HOME", System.getProperty("java.home")));
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (var in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        // The first folder of the zip bears the version; ours does not.
        var inside = entry.getName().replaceFirst("^[^/]+", "keycloak");
        var target = folder.resolve(inside).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive leaves its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(in, target);
        }
      }
    }
  }

  /** A database with the master realm and its administrator and nothing else. */
  private static Path emptyDatabase(Path program) {
    return Cache.folder(
            programName() + "-empty",
            folder -> {
              int port = Ports.unused(2);
              var part = new KeycloakPart(folder, port, port + 1, null, Leash.thisJvm());
              Files.createDirectories(folder.resolve("database"));
              try {
                part.run(program, part.home(program), List.of());
              } finally {
                part.stop();
              }
            })
        .resolve("database");
  }

  /** A home of its own, with the program behind links, because Keycloak writes below its home. */
  private Path home(Path program) throws IOException {
    var home = dir.resolve("home");
    Files.createDirectories(home.resolve("data"));
    for (var each : List.of("lib", "providers", "themes", "conf", "version.txt")) {
      var link = home.resolve(each);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, program.resolve(each));
    }
    return home;
  }

  private void run(Path program, Path home, List<String> more) {
    var command =
        Jvm.command(
            List.of(
                "-Xms64m",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=256m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory"
                    + "=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                program.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(
        List.of(
            "start",
            "--optimized",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--http-management-port=" + managementPort,
            "--hostname-strict=false",
            "--cache=local",
            "--log-level=warn",
            "--db-url=jdbc:h2:file:"
                + dir.resolve("database").resolve("keycloak")
                + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE"));
    command.addAll(more);
    process.start(
        command,
        Map.of(
            "KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR,
            "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMINISTRATOR));
    process.await(Duration.ofMinutes(5), this::answers);
  }

  private boolean answers() {
    if (!Ports.answers(managementPort)) {
      return false;
    }
    try {
      var ready =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
