package org.qunfang.resident.division;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import org.postgresql.copy.CopyManager;
import org.qunfang.events.Division;

/**
 * Rows on their way into a table of divisions, so many at a time: a long transaction would hold
 * back the relays.
 */
final class DivisionRows {

  private static final int CHUNK = 20_000;

  private final CopyManager into;
  private final String statement;
  private final StringBuilder rows = new StringBuilder();
  private int count;

  /**
   * @param table with its columns, the last four of them code, parent, level and name
   */
  DivisionRows(CopyManager into, String table) {
    this.into = into;
    this.statement = "copy " + table + " from stdin";
  }

  void add(String before, Division division, String name) {
    rows.append(before)
        .append(division.code())
        .append('\t')
        .append(division.parent().map(Division::code).orElse("0"))
        .append('\t')
        .append(division.level().ordinal())
        .append('\t')
        .append(name.replace("\\", "\\\\"))
        .append('\n');
    if (++count % CHUNK == 0) {
      send();
    }
  }

  /** What is left. */
  void send() {
    try {
      into.copyIn(statement, new StringReader(rows.toString()));
      rows.setLength(0);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot load divisions", e);
    }
  }
}
