package org.qunfang.resident;

import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.qunfang.testing.parts.PostgresPart;

/**
 * Two commands meet: a lock holds up the first one, the second comes meanwhile, and then both go
 * on.
 *
 * @param first what was answered to the first one
 * @param second what was answered to the second one
 */
record Meeting(ValidatableResponse first, ValidatableResponse second) {

  /**
   * @param lock that the first one runs into, or what it leaves to be done in a moment
   */
  static Meeting at(
      String lock,
      PostgresPart.Database database,
      Supplier<ValidatableResponse> first,
      Supplier<ValidatableResponse> second)
      throws SQLException {
    return of(lock, true, database, first, second);
  }

  /** The same; but the second one does not wait for the first. */
  static Meeting past(
      String lock,
      PostgresPart.Database database,
      Supplier<ValidatableResponse> first,
      Supplier<ValidatableResponse> second)
      throws SQLException {
    return of(lock, false, database, first, second);
  }

  private static Meeting of(
      String lock,
      boolean mayWait,
      PostgresPart.Database database,
      Supplier<ValidatableResponse> first,
      Supplier<ValidatableResponse> second)
      throws SQLException {
    try (Connection gate = database.connect();
        Connection watch = database.connect()) {
      gate.setAutoCommit(false);
      gate.createStatement().execute(lock);
      var one = CompletableFuture.supplyAsync(first);
      await().until(() -> waiting(watch) >= 1);
      var other = CompletableFuture.supplyAsync(second);
      await().until(() -> other.isDone() || mayWait && waiting(watch) >= 2);
      gate.rollback();
      return new Meeting(one.join(), other.join());
    }
  }

  private static int waiting(Connection watch) throws SQLException {
    try (var statement = watch.createStatement();
        var count =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                 where datname = current_database() and wait_event_type = 'Lock'
                """)) {
      count.next();
      return count.getInt(1);
    }
  }
}
