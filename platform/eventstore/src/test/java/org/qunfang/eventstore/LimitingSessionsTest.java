package org.qunfang.eventstore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;

/** No statement and no forgotten transaction of a service holds a session for ever. */
@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@SuppressWarnings("NullAway.Init")
class LimitingSessionsTest {

  @Inject Pool pool;
  @Inject DataSource sessions;

  @ParameterizedTest
  @CsvSource({"statement_timeout, 2min", "idle_in_transaction_session_timeout, 1min"})
  void ofBothKinds(String setting, String limit) throws SQLException {
    assertEquals(limit, show(setting));
    var rows = pool.query("show " + setting).execute().await().atMost(Duration.ofSeconds(20));
    assertEquals(limit, rows.iterator().next().getString(0));
  }

  @Test
  void butMigrationsTakeTheirTime() throws SQLException {
    try (Connection session = sessions.getConnection();
        ResultSet row =
            session
                .createStatement()
                .executeQuery("select statement_timeout from migrated_within")) {
      row.next();
      assertEquals("0", row.getString(1));
    }
  }

  private String show(String setting) throws SQLException {
    try (Connection session = sessions.getConnection();
        ResultSet row = session.createStatement().executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
