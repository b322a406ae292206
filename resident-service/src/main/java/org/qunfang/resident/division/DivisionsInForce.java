package org.qunfang.resident.division;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.qunfang.events.Division;
import org.qunfang.security.Problem;

/**
 * Which divisions have been abolished, as every new household asks. They are few, and are kept in
 * memory; other replicas learn of an import within a minute.
 */
@ApplicationScoped
public class DivisionsInForce {

  /** Why nothing begins in a community that is no more. */
  public static final String ABOLISHED = "DIVISION_ABOLISHED";

  private final DataSource database;
  private volatile Set<Long> abolished = Set.of();

  DivisionsInForce(DataSource database) {
    this.database = database;
  }

  /**
   * Lets go on only in a division that has not been abolished.
   *
   * @throws Problem 409 {@code DIVISION_ABOLISHED}
   */
  public void require(Division division) {
    if (abolished.contains(OfficialDivision.number(division))) {
      throw Problem.conflict(
          ABOLISHED, "This community has been abolished; no household begins there.");
    }
  }

  @Scheduled(
      every = "${qunfang.automation.every:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() throws SQLException {
    Set<Long> found = new HashSet<>();
    try (Connection session = database.getConnection();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery("select code from division where abolished")) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    abolished = Set.copyOf(found);
  }
}
