package org.qunfang.local.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.qunfang.testing.parts.PostgresPart;

/**
 * Lets what was filled in come to rest, as it has where a service has been running for a while:
 * what all services write because of it, vacuums and checkpoints are not what is measured next.
 */
final class Settling {

  private static final Duration STILL = Duration.ofSeconds(3);

  /** A service that always has something to write is measured all the same. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** What is written in that time when nobody does anything. */
  private static final long TRICKLE = 1 << 18;

  private static final String WORK =
      """
      select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as written,
             exists (select from pg_stat_activity where backend_type = 'autovacuum worker') as vacuuming
      """;

  private final PostgresPart.Database cluster;

  /**
   * @param cluster all databases of it, for its superuser
   */
  Settling(PostgresPart.Database cluster) {
    this.cluster = cluster;
  }

  private record Work(long written, boolean vacuuming) {

    Work since(Work before) {
      return new Work(written - before.written, vacuuming);
    }

    boolean isRest() {
      return !vacuuming && written <= TRICKLE;
    }

    @Override
    public String toString() {
      return isRest()
          ? "at rest"
          : "not at rest: %,d bytes written in %d s%s"
              .formatted(written, STILL.toSeconds(), vacuuming ? ", and vacuums run" : "");
    }
  }

  /**
   * Waits until nothing more than a trickle is written, and what was is on the disk; tells whether
   * it came to that in time.
   */
  String await() throws SQLException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = cluster.connect();
        Statement statement = connection.createStatement()) {
      Work done;
      Work now = work(statement);
      do {
        Work before = now;
        Load.sleep(STILL);
        now = work(statement);
        done = now.since(before);
      } while (!done.isRest() && System.nanoTime() < until);
      statement.execute("checkpoint");
      return done.toString();
    }
  }

  private static Work work(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(WORK)) {
      row.next();
      return new Work(row.getLong("written"), row.getBoolean("vacuuming"));
    }
  }
}
