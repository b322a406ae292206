package org.qunfang.resident.division;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.intake.DivisionLookup;
import org.qunfang.resident.division.DivisionImport.Change;
import org.qunfang.resident.division.DivisionImport.Kind;
import org.qunfang.security.Problem;

/**
 * Imports the official file. It is copied into a table of its own first, in many short
 * transactions, and looked through there; what differs is then written in one. A file that is
 * refused has changed nothing.
 */
@ApplicationScoped
class DivisionImports {

  private static final Logger LOG = Logger.getLogger(DivisionImports.class);

  /** Reforms abolish a few; a file that lacks more than that is more likely half a file. */
  private static final int FEW = 10;

  private static final String DUPLICATE =
      """
      select min(line) from (
        select max(line) line from division_line group by code having count(*) > 1) twice
      """;

  private static final String ORPHAN =
      """
      select min(line) from division_line child
       where parent <> 0 and code <> ?
         and not exists (select from division_line above where above.code = child.parent)
      """;

  private static final String DIFFER =
      """
      insert into division_change (import, number, code, kind, name, was)
      select ?, row_number() over (order by coalesce(new.code, old.code)), coalesce(new.code, old.code),
             case when old.code is null or old.abolished then 'ADDED'
                  when new.code is null then 'ABOLISHED'
                  else 'RENAMED' end,
             coalesce(new.name, old.name),
             case when new.code is not null and not old.abolished then old.name end
        from division_line new
        full join (select * from division where code between ? and ?) old on old.code = new.code
       where case when old.code is null then true
                  when new.code is null then not old.abolished
                  else old.abolished or old.name <> new.name end
      """;

  private static final String ADD =
      """
      insert into division (code, parent, level, name)
      select l.code, l.parent, l.level, l.name
        from division_change c join division_line l on l.code = c.code
       where c.import = ? and c.kind = 'ADDED'
          on conflict (code) do update set name = excluded.name, abolished = false
      """;

  private static final String KNOW =
      """
      insert into imported_division (code)
      select code from division_change where import = ? and kind = 'ADDED'
          on conflict do nothing
      """;

  private static final String RENAME =
      """
      update division d set name = c.name
        from division_change c where c.import = ? and c.kind = 'RENAMED' and d.code = c.code
      """;

  private static final String ABOLISH =
      """
      update division d set abolished = true
        from division_change c where c.import = ? and c.kind = 'ABOLISHED' and d.code = c.code
      """;

  private static final String COUNT =
      """
      select count(*) filter (where kind = 'ADDED'), count(*) filter (where kind = 'RENAMED'),
             count(*) filter (where kind = 'ABOLISHED')
        from division_change where import = ?
      """;

  private static final String RECORD =
      """
      insert into division_import (id, of_division, imported, actor, divisions, added, renamed, abolished, unchanged)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final DataSource database;
  private final DivisionLookup lookup;

  DivisionImports(DataSource database, DivisionLookup lookup) {
    this.database = database;
    this.lookup = lookup;
  }

  /**
   * Imports a file; it takes seconds, and the thread with it.
   *
   * @param of what the file is about: all divisions of it, and it itself, are in the file
   * @param abolishingMany whether the sender knows that much is abolished
   * @throws Problem 422 with the number of the first bad {@code line}, 409 while another import is
   *     under way
   */
  DivisionImport run(
      InputStream body, Division of, boolean abolishingMany, Instant time, String actor)
      throws IOException, SQLException {
    try (DivisionFile file = DivisionFile.open(body);
        Connection session = database.getConnection()) {
      if (!ask(session, "select pg_try_advisory_lock(6, 4)")) {
        throw Problem.conflict(
            "DIVISION_IMPORT_UNDER_WAY", "Another import is under way; try again later.");
      }
      try {
        return run(session, file, of, abolishingMany, time, actor);
      } finally {
        session.setAutoCommit(true);
        execute(session, "truncate division_line");
        execute(session, "select pg_advisory_unlock(6, 4)");
      }
    }
  }

  private DivisionImport run(
      Connection session,
      DivisionFile file,
      Division of,
      boolean abolishingMany,
      Instant time,
      String actor)
      throws IOException, SQLException {
    execute(session, "truncate division_line");
    int lines = stage(session, file, of);
    execute(session, "analyze division_line");
    examine(session, of);
    session.setAutoCommit(false);
    try {
      DivisionImport done = apply(session, of, lines, abolishingMany, time, actor);
      session.commit();
      LOG.infof(
          "divisions imported: added %d, renamed %d, abolished %d",
          done.added(), done.renamed(), done.abolished());
      lookup.look().await().indefinitely();
      return done;
    } catch (SQLException | RuntimeException e) {
      session.rollback();
      throw e;
    }
  }

  private static int stage(Connection session, DivisionFile file, Division of)
      throws IOException, SQLException {
    DivisionRows rows =
        new DivisionRows(
            session.unwrap(PGConnection.class).getCopyAPI(),
            "division_line (line, code, parent, level, name)");
    int lines = 0;
    boolean itself = of.equals(Division.COUNTRY);
    for (DivisionFile.Line line = file.next(); line != null; line = file.next()) {
      if (!of.contains(line.division())) {
        throw DivisionFile.refused(
            line.number(), "DIVISION_OUTSIDE", "This division does not lie in what is imported.");
      }
      itself |= line.division().equals(of);
      rows.add(line.number() + "\t", line.division(), line.name());
      lines++;
    }
    rows.send();
    if (lines == 0 || !itself) {
      throw DivisionFile.refused(
          1, "DIVISION_FILE_INCOMPLETE", "The file lacks the division that it is about.");
    }
    return lines;
  }

  private static void examine(Connection session, Division of) throws SQLException {
    int twice = line(session, DUPLICATE, null);
    if (twice > 0) {
      throw DivisionFile.refused(
          twice, "DUPLICATE_DIVISION", "This code stands in the file before.");
    }
    int orphan = line(session, ORPHAN, OfficialDivision.number(of));
    if (orphan > 0) {
      throw DivisionFile.refused(
          orphan, "DIVISION_WITHOUT_PARENT", "The division above this one is not in the file.");
    }
  }

  private static DivisionImport apply(
      Connection session,
      Division of,
      int lines,
      boolean abolishingMany,
      Instant time,
      String actor)
      throws SQLException {
    UUID id = EventIds.next();
    try (PreparedStatement differ = session.prepareStatement(DIFFER)) {
      differ.setObject(1, id);
      differ.setLong(2, Long.parseLong(of.code()));
      differ.setLong(3, Long.parseLong(of.last()));
      differ.executeUpdate();
    }
    DivisionImport done = count(session, id, of, lines, time, actor);
    int before = done.unchanged() + done.renamed() + done.abolished();
    if (!abolishingMany && done.abolished() > Math.max(FEW, before / 10)) {
      throw Problem.unprocessable(
              "MANY_DIVISIONS_ABOLISHED",
              "More than a tenth would be abolished; whoever means that says abolishingMany.")
          .with("abolished", done.abolished());
    }
    for (String change : List.of(ADD, KNOW, RENAME, ABOLISH)) {
      try (PreparedStatement statement = session.prepareStatement(change)) {
        statement.setObject(1, id);
        statement.executeUpdate();
      }
    }
    record(session, done);
    return done;
  }

  private static DivisionImport count(
      Connection session, UUID id, Division of, int lines, Instant time, String actor)
      throws SQLException {
    try (PreparedStatement count = session.prepareStatement(COUNT)) {
      count.setObject(1, id);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        int added = row.getInt(1);
        int renamed = row.getInt(2);
        return new DivisionImport(
            id,
            of.code(),
            time,
            actor,
            lines,
            added,
            renamed,
            row.getInt(3),
            lines - added - renamed);
      }
    }
  }

  private static void record(Connection session, DivisionImport done) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(RECORD)) {
      statement.setObject(1, done.id());
      statement.setLong(2, Long.parseLong(done.of()));
      statement.setTimestamp(3, Timestamp.from(done.imported()));
      statement.setString(4, done.actor());
      statement.setInt(5, done.divisions());
      statement.setInt(6, done.added());
      statement.setInt(7, done.renamed());
      statement.setInt(8, done.abolished());
      statement.setInt(9, done.unchanged());
      statement.executeUpdate();
    }
  }

  /** Imports, the last one first. */
  List<DivisionImport> list(int limit) throws SQLException {
    return read("select * from division_import order by imported desc, id desc limit ?", limit);
  }

  Optional<DivisionImport> find(UUID id) throws SQLException {
    return read("select * from division_import where id = ?", id).stream().findFirst();
  }

  private List<DivisionImport> read(String query, Object parameter) throws SQLException {
    try (Connection session = database.getConnection();
        PreparedStatement statement = session.prepareStatement(query)) {
      statement.setObject(1, parameter);
      List<DivisionImport> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(
              new DivisionImport(
                  row.getObject("id", UUID.class),
                  OfficialDivision.of(row.getLong("of_division")).code(),
                  row.getTimestamp("imported").toInstant(),
                  row.getString("actor"),
                  row.getInt("divisions"),
                  row.getInt("added"),
                  row.getInt("renamed"),
                  row.getInt("abolished"),
                  row.getInt("unchanged")));
        }
      }
      return found;
    }
  }

  /** What became of which division, in the order of their codes. */
  List<Change> changes(UUID id, @Nullable Division after, int limit) throws SQLException {
    try (Connection session = database.getConnection();
        PreparedStatement statement =
            session.prepareStatement(
                "select code, kind, name, was from division_change"
                    + " where import = ? and code > ? order by code limit ?")) {
      statement.setObject(1, id);
      statement.setLong(2, after == null ? 0 : OfficialDivision.number(after));
      statement.setInt(3, limit);
      List<Change> changes = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          changes.add(
              new Change(
                  OfficialDivision.of(row.getLong(1)).code(),
                  Kind.valueOf(row.getString(2)),
                  row.getString(3),
                  row.getString(4)));
        }
      }
      return changes;
    }
  }

  private static void execute(Connection session, String statement) throws SQLException {
    try (Statement done = session.createStatement()) {
      done.execute(statement);
    }
  }

  private static boolean ask(Connection session, String query) throws SQLException {
    try (Statement asked = session.createStatement();
        ResultSet answer = asked.executeQuery(query)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** The line that the query finds, or zero. */
  private static int line(Connection session, String query, @Nullable Long of) throws SQLException {
    try (PreparedStatement asked = session.prepareStatement(query)) {
      if (of != null) {
        asked.setLong(1, of);
      }
      try (ResultSet answer = asked.executeQuery()) {
        return answer.next() ? answer.getInt(1) : 0;
      }
    }
  }
}
