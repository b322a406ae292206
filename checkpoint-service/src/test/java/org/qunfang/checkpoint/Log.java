package org.qunfang.checkpoint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.qunfang.testing.parts.PostgresPart;

/** The service's own log, as the database has it. */
record Log(PostgresPart.Database database) {

  /** Events and facts in all. */
  long size() {
    return Long.parseLong(
        read("select (select count(*) from event) + (select count(*) from fact)").get(0));
  }

  /** What is told of a checkpoint at its gate, by name and in order. */
  List<String> factsAt(UUID checkpoint) {
    return read(
        "select split_part(type, '.', 4) from fact where stream = 'checkpoint-%s' order by position"
            .formatted(checkpoint));
  }

  /** What happened to somebody's health code: each change as from, to and why. */
  List<String> changesOfCode(UUID person) {
    return read(
        """
        select concat_ws(' ', data::json->>'from', data::json->>'to', data::json->>'reason') from event
         where stream = 'healthcode-%s' and type like '%%.HealthCodeChanged.v1' order by version
        """
            .formatted(person));
  }

  void write(String statement) {
    try (var connection = database.connect();
        var doing = connection.createStatement()) {
      doing.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> read(String query) {
    List<String> texts = new ArrayList<>();
    try (var connection = database.connect();
        var asking = connection.createStatement();
        var rows = asking.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return texts;
  }
}
