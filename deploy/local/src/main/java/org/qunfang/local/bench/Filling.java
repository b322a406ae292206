package org.qunfang.local.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.qunfang.testing.parts.PostgresPart;

/**
 * Fills tables by the million. Their indexes are made afterwards, which takes a fraction of the
 * time.
 */
final class Filling {

  private final PostgresPart.Database database;

  Filling(PostgresPart.Database database) {
    this.database = database;
  }

  /** A part of what is filled in, which needs no other. */
  interface Part {
    void into(Connection connection) throws SQLException, IOException;
  }

  /** Fills these tables, one part on each processor. */
  void fill(List<String> tables, List<Part> parts) throws SQLException {
    Map<String, String> indexes = dropIndexes(tables);
    try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<?>> running = new ArrayList<>();
      for (Part part : parts) {
        running.add(
            pool.submit(
                () -> {
                  fill(part);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot fill " + tables, e.getCause());
    }
    execute(indexes.values());
    execute(tables.stream().map(table -> "vacuum analyze " + table).toList());
  }

  private void fill(Part part) throws SQLException, IOException {
    try (Connection connection = database.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set synchronous_commit = off");
        statement.execute("set statement_timeout = 0");
      }
      part.into(connection);
    }
  }

  /** Drops what is no primary key, and answers how it is made again. */
  private Map<String, String> dropIndexes(List<String> tables) throws SQLException {
    Map<String, String> create = new LinkedHashMap<>();
    List<String> drop = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), c.conname, i.indrelid::regclass::text,
                       pg_get_constraintdef(c.oid)
                  from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'u'
                 where i.indrelid::regclass::text = any(?) and not i.indisprimary
                """)) {
      statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        String index = rows.getString(1);
        String constraint = rows.getString(3);
        if (constraint == null) {
          drop.add("drop index " + index);
          create.put(index, rows.getString(2));
        } else {
          drop.add("alter table %s drop constraint %s".formatted(rows.getString(4), constraint));
          create.put(
              index,
              "alter table %s add constraint %s %s"
                  .formatted(rows.getString(4), constraint, rows.getString(5)));
        }
      }
    }
    execute(drop);
    return create;
  }

  private void execute(Iterable<String> statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = 0");
      statement.execute("set maintenance_work_mem = '1GB'");
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
