package org.qunfang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.qunfang.testing.parts.Leash;
import org.qunfang.testing.parts.Part;
import org.qunfang.testing.parts.PartProcess;
import org.qunfang.testing.parts.Ports;

/**
 * A service in its packaged form, told about its surroundings by its environment and nothing else.
 */
public final class ServicePart implements Part {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Service service;
  private final Path jar;
  private final Path dir;
  private final PortPlan ports;
  private final Map<String, String> settings;
  private final PartProcess process;

  ServicePart(
      Service service, Path project, Path dir, PortPlan ports, Map<String, String> settings) {
    this.service = service;
    this.jar = service.jar(project);
    this.dir = dir;
    this.ports = ports;
    this.settings = settings;
    this.process = new PartProcess(service.module(), dir, Leash.none(), "TERM");
  }

  @Override
  public String name() {
    return service.module();
  }

  @Override
  public PartProcess process() {
    return process;
  }

  /** Starts it and returns when it says that it is ready. */
  @Override
  public void start() {
    if (!process.running()) {
      process.start(command(), environment());
      process.await(Duration.ofMinutes(5), this::ready);
    }
  }

  @Override
  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  /** Whether it says of itself that it can work now. */
  public boolean ready() {
    if (!Ports.answers(ports.management(service))) {
      return false;
    }
    var address = "http://127.0.0.1:" + ports.management(service) + "/q/health/ready";
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  void requirePackaged() {
    if (!Files.exists(jar)) {
      throw new Refused(service.module() + " is not built: " + jar + " is missing");
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms48m",
            "-Xmx" + heapMib() + "m",
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED"));
    if (!hot()) {
      // Little is asked of them here, and what the second compiler needs in memory and at the start
      // they would not earn back.
      command.add("-XX:TieredStopAtLevel=1");
    }
    if (Runtime.version().feature() >= 24) {
      command.addAll(
          List.of(
              "--sun-misc-unsafe-memory-access=allow",
              "-XX:+UseCompactObjectHeaders",
              "-XX:TrimNativeHeapInterval=10000"));
      if (Runtime.version().feature() == 24) {
        command.add(1, "-XX:+UnlockExperimentalVMOptions");
      }
    }
    // Logs for people; and no collector of traces runs here, which is no news worth a line each
    // time.
    command.add("-Dquarkus.log.console.json.enabled=false");
    command.add("-Dquarkus.log.category.\"io.quarkus.opentelemetry\".level=ERROR");
    settings.forEach((property, value) -> command.add("-D" + property + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /** Whether all that a gate sees goes through it. */
  private boolean hot() {
    return switch (service) {
      // A city registers in days, and imports by the hundred thousand.
      case RESIDENT, CHECKPOINT, REPORTING -> true;
      case ISOLATION, SUPPLY -> false;
    };
  }

  private int heapMib() {
    return switch (service) {
      case ISOLATION, SUPPLY -> 128;
      case CHECKPOINT -> 160;
      // It takes rosters as well, and keeps copies of what three others tell.
      case RESIDENT -> 192;
      // A rebuild reads beside the projection.
      case REPORTING -> 224;
    };
  }

  private Map<String, String> environment() {
    var database = "127.0.0.1:" + ports.postgres() + "/" + service.word();
    var all = new TreeMap<String, String>();
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(ports.http(service)));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
    all.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database);
    all.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + database);
    all.put("QUARKUS_DATASOURCE_USERNAME", service.word());
    all.put("QUARKUS_DATASOURCE_PASSWORD", service.word());
    all.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
    all.put(
        "QUARKUS_OIDC_AUTH_SERVER_URL",
        "http://127.0.0.1:" + ports.keycloak() + "/realms/" + Stack.REALM);
    all.put("QUARKUS_OIDC_CREDENTIALS_SECRET", service.module());
    if (service == Service.RESIDENT) {
      all.putAll(personalKeys());
      all.put("QUNFANG_CERTIFICATE_SIGNING_KEY", certificateKey());
    }
    // One arena per core for glibc's malloc costs tens of MB a service and gains nothing here.
    all.put("MALLOC_ARENA_MAX", "2");
    return all;
  }

  /**
   * Made once and kept beside the data that they open; whoever forgets the data forgets the keys.
   */
  public Map<String, String> personalKeys() {
    var keys = kept("personal-keys", () -> newKey() + "\n" + newKey() + "\n").lines().toList();
    return Map.of(
        "QUNFANG_PERSONAL_MASTER_KEY", keys.get(0), "QUNFANG_PERSONAL_LOOKUP_KEY", keys.get(1));
  }

  /** Kept likewise, so that what was certified yesterday is recognised today. */
  private String certificateKey() {
    return kept("certificate-key", ServicePart::newSigningKey).strip();
  }

  private String kept(String name, Supplier<String> made) {
    var file = dir.resolve(name);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(dir);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, made.get());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String newKey() {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** A private JSON Web Key on P-256. */
  private static String newSigningKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      var point = ((ECPublicKey) pair.getPublic()).getW();
      return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}\n"
          .formatted(
              number(point.getAffineX()),
              number(point.getAffineY()),
              number(((ECPrivateKey) pair.getPrivate()).getS()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /** 32 bytes, most significant first. */
  private static String number(BigInteger number) {
    var bytes = new byte[32];
    var value = number.toByteArray();
    int length = Math.min(value.length, bytes.length);
    System.arraycopy(value, value.length - length, bytes, bytes.length - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
