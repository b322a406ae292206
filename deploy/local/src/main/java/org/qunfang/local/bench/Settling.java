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

  private record Work(long written, boolean vacuuming) {}

  /** Waits until nothing more than a trickle is written, and what was is on the disk. */
  void await() throws SQLException {
    try (Connection connection = cluster.connect();
        Statement statement = connection.createStatement()) {
      long before;
      Work now = work(statement);
      do {
        before = now.written();
        Load.sleep(STILL);
        now = work(statement);
      } while (now.vacuuming() || now.written() - before > TRICKLE);
      statement.execute("checkpoint");
    }
  }

  private static Work work(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(WORK)) {
      row.next();
      return new Work(row.getLong("written"), row.getBoolean("vacuuming"));
    }
  }
}
