package org.qunfang.reporting.report;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;

/**
 * Puts the divisions that this build knows into the database at the first start, so that reports
 * find a division's children and their names by one index. Later editions come from the resident
 * service, which imports and tells them. Over JDBC, because only it copies.
 */
@ApplicationScoped
class DivisionNames {

  private static final Logger LOG = Logger.getLogger(DivisionNames.class);
  private static final String EDITION = "2023";

  /** Rows of one transaction; a long one would hold back the relays of the whole cluster. */
  private static final int CHUNK = 20_000;

  private final DataSource database;

  DivisionNames(DataSource database) {
    this.database = database;
  }

  void load(@Observes @Priority(1) StartupEvent started) throws SQLException {
    try (Connection session = database.getConnection();
        Statement statement = session.createStatement()) {
      statement.execute("select pg_advisory_lock(6, 2)");
      try {
        if (missing(statement)) {
          statement.execute("truncate division");
          copy(session.unwrap(PGConnection.class).getCopyAPI());
          statement.execute("insert into division_edition (edition) values ('" + EDITION + "')");
          statement.execute("analyze division");
          LOG.info("divisions of edition " + EDITION + " loaded");
        }
      } finally {
        statement.execute("select pg_advisory_unlock(6, 2)");
      }
    }
  }

  private static boolean missing(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("select from division_edition")) {
      return !found.next();
    }
  }

  private static void copy(CopyManager into) {
    StringBuilder rows = new StringBuilder();
    int[] count = {0};
    Divisions.forEach(
        (division, name) -> {
          rows.append(division.code())
              .append('\t')
              .append(division.parent().map(Division::code).orElse("\\N"))
              .append('\t')
              .append(division.level().ordinal())
              .append('\t')
              .append(name)
              .append('\n');
          if (++count[0] % CHUNK == 0) {
            send(into, rows);
          }
        });
    send(into, rows);
  }

  private static void send(CopyManager into, StringBuilder rows) {
    try {
      into.copyIn(
          "copy division (code, parent, level, name) from stdin",
          new StringReader(rows.toString()));
      rows.setLength(0);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot load the divisions", e);
    }
  }
}
