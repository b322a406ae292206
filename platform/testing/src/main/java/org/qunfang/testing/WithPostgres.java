package org.qunfang.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.qunfang.testing.parts.Leash;
import org.qunfang.testing.parts.Ports;
import org.qunfang.testing.parts.PostgresPart;

/**
 * A fresh, empty database for the service under test, on a real PostgreSQL that all tests of this
 * JVM share.
 *
 * <p>A test that wants to take the server away, or to look into the database, takes a field of type
 * {@link PostgresPart} or {@link PostgresPart.Database}: it is filled in.
 */
public final class WithPostgres implements QuarkusTestResourceLifecycleManager {

  private final PostgresPart part = ofThisJvm();
  private PostgresPart.@Nullable Database database;

  @Override
  public Map<String, String> start() {
    part.start();
    var made = freshDatabase();
    database = made;
    return Map.of(
        "quarkus.datasource.jdbc.url", made.jdbcUrl(),
        "quarkus.datasource.reactive.url", made.reactiveUrl(),
        "quarkus.datasource.username", made.user(),
        "quarkus.datasource.password", made.password());
  }

  /** The server of this JVM, for tests without Quarkus; started by the first who starts it. */
  public static PostgresPart ofThisJvm() {
    var port = Integer.parseInt(JvmWide.value("postgres", () -> Integer.toString(Ports.unused(1))));
    var dir =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "qunfang-postgres-" + ProcessHandle.current().pid());
    return new PostgresPart(dir, port, Leash.thisJvm());
  }

  /** Another empty database on the running server of this JVM. */
  public static PostgresPart.Database freshDatabase() {
    var name = "test_" + Long.toHexString(ThreadLocalRandom.current().nextLong() >>> 16);
    return ofThisJvm().database(name, name);
  }

  @Override
  public void inject(TestInjector into) {
    into.injectIntoFields(part, new TestInjector.MatchesType(PostgresPart.class));
    var made = database;
    if (made != null) {
      into.injectIntoFields(made, new TestInjector.MatchesType(PostgresPart.Database.class));
    }
  }

  /** The next test of this JVM uses the server again; it ends with the JVM. */
  @Override
  public void stop() {
    part.start();
  }
}
