package org.qunfang.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.testing.parts.PostgresPart;

/** A database with an event log in it, and what a service would write there. */
final class LogDatabase {

  static final Division YAOWAN = new Division("422801001008");

  private final PostgresPart.Database database;

  private LogDatabase(PostgresPart.Database database) {
    this.database = database;
  }

  static LogDatabase in(PostgresPart.Database database) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("db/eventstore")
        .load()
        .migrate();
    return new LogDatabase(database);
  }

  /** Sessions that can be told apart from those of others. */
  PGSimpleDataSource sessions(String application) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    source.setApplicationName(application);
    return source;
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  /** The next event of a stream, written and committed. */
  UUID append(Division community, String stream, long version) throws SQLException {
    try (Connection connection = connect()) {
      return append(connection, community, stream, version);
    }
  }

  /** The next event of a stream, committed when the caller does. */
  static UUID append(Connection connection, Division community, String stream, long version)
      throws SQLException {
    UUID id = EventIds.next();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into event (id, stream, version, type, community, shard, time, recorded, actor, data)
            values (?, ?, ?, 'org.qunfang.supply.OrderPacked.v1', ?, ?, ?, ?, 'somebody',
                    '{"order":"00000000-0000-4000-8000-000000000001"}')
            """)) {
      OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
      insert.setObject(1, id);
      insert.setString(2, stream);
      insert.setLong(3, version);
      insert.setString(4, community.code());
      insert.setInt(5, community.shard());
      insert.setObject(6, now);
      insert.setObject(7, now);
      insert.executeUpdate();
    }
    return id;
  }

  /** Ends all sessions of an application, as a crash of theirs would. */
  int killSessions(String application) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement kill =
            connection.prepareStatement(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                 where datname = current_database() and application_name = ?
                """)) {
      kill.setString(1, application);
      try (ResultSet row = kill.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Shards that an application's sessions hold the locks of. */
  int shardsHeldBy(String application) throws SQLException {
    return number(
        """
        select count(*) from pg_locks l join pg_stat_activity a using (pid)
         where l.locktype = 'advisory' and l.classid = 29036 and l.granted
           and a.datname = current_database() and a.application_name = '%s'
        """
            .formatted(application));
  }

  int number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  List<@Nullable String> column(String query) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
