package org.qunfang.supply;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.qunfang.testing.parts.PostgresPart;

/** What lies in the service's event log. */
final class Log {

  private final PostgresPart.Database database;

  Log(PostgresPart.Database database) {
    this.database = database;
  }

  /** The names of what happened to a thing, in order. */
  List<String> of(String kind, UUID id) {
    return texts(
        "select split_part(type, '.', 4) from event where stream = ? order by version",
        kind + "-" + id);
  }

  /** The data of what happened to a thing, in order. */
  List<String> data(String kind, UUID id) {
    return texts("select data from event where stream = ? order by version", kind + "-" + id);
  }

  long size() {
    return Long.parseLong(texts("select count(*)::text from event where ? <> ''", "all").get(0));
  }

  List<String> texts(String query, String parameter) {
    try (var connection = database.connect();
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      List<String> texts = new ArrayList<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException("the log cannot be read", e);
    }
  }
}
