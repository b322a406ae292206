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
import org.qunfang.events.Divisions;
import org.qunfang.intake.OfficialDivisions;
import org.qunfang.security.Problem;

/**
 * Which divisions there are, as every command asks: those of this build, and by how much the last
 * import differs. That is little, and is kept in memory; other replicas learn of an import within a
 * minute.
 */
@ApplicationScoped
public class DivisionsInForce implements OfficialDivisions {

  /** Why nothing begins in a community that is no more. */
  public static final String ABOLISHED = "DIVISION_ABOLISHED";

  private static final String DIFFERENCES =
      "select code, abolished from division where imported or abolished";

  private final DataSource database;
  private volatile Set<Long> added = Set.of();
  private volatile Set<Long> abolished = Set.of();

  DivisionsInForce(DataSource database) {
    this.database = database;
  }

  /** Official now, or once: what happened in a community that was abolished happened there. */
  @Override
  public boolean exist(Division division) {
    return Divisions.exists(division) || added.contains(OfficialDivision.number(division));
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
    Set<Long> more = new HashSet<>();
    Set<Long> fewer = new HashSet<>();
    try (Connection session = database.getConnection();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(DIFFERENCES)) {
      while (rows.next()) {
        more.add(rows.getLong(1));
        if (rows.getBoolean(2)) {
          fewer.add(rows.getLong(1));
        }
      }
    }
    added = Set.copyOf(more);
    abolished = Set.copyOf(fewer);
  }
}
