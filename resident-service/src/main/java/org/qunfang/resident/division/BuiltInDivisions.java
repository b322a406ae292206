package org.qunfang.resident.division;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.qunfang.events.Divisions;

/**
 * Puts the divisions that this build knows into the database at the first start, so that there is a
 * country before any operator has imported one. Later editions come by import. Over JDBC, because
 * only it copies.
 */
@ApplicationScoped
class BuiltInDivisions {

  private static final Logger LOG = Logger.getLogger(BuiltInDivisions.class);

  private final DataSource database;

  BuiltInDivisions(DataSource database) {
    this.database = database;
  }

  void load(@Observes @Priority(1) StartupEvent started) throws SQLException {
    try (Connection session = database.getConnection();
        Statement statement = session.createStatement()) {
      statement.execute("select pg_advisory_lock(6, 3)");
      try {
        if (isMissing(statement)) {
          statement.execute("truncate division");
          DivisionRows rows =
              new DivisionRows(
                  session.unwrap(PGConnection.class).getCopyAPI(),
                  "division (code, parent, level, name)");
          Divisions.forEach((division, name) -> rows.add("", division, name));
          rows.send();
          statement.execute("insert into division_start (loaded) values (now())");
          statement.execute("analyze division");
          LOG.info("the divisions of this build are in the database");
        }
      } finally {
        statement.execute("select pg_advisory_unlock(6, 3)");
      }
    }
  }

  private static boolean isMissing(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("select from division_start")) {
      return !found.next();
    }
  }
}
