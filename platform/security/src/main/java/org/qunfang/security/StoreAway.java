package org.qunfang.security;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL's absence shows itself, through the reactive client, JDBC or an exception of
 * Hibernate around either. Nothing is wrong with the request then: it is answered 503, and is
 * welcome again after a pause.
 */
final class StoreAway {

  static final String CODE = "STORE_UNAVAILABLE";

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * SQLSTATEs: shutting down, crashed, starting up or still recovering, out of connections,
   * read-only after a switch, ended for being idle within a transaction.
   */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "53300", "25006", "25P03");

  private static final String TOOK_TOO_LONG = "57014";

  private static final String CONNECTION_FAILURE_CLASS = "08";
  private static final String BAD_VALUE_CLASS = "22";

  private StoreAway() {}

  static Problem problem() {
    return Problem.unavailable(CODE, "The database is away; nothing was stored.", PAUSE);
  }

  static boolean isSaidBy(Throwable failure) {
    return isAway(sqlState(failure))
        || failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof ClosedConnectionException
        || failure instanceof ConnectionPoolTooBusyException
        || saysConnectionLost(failure);
  }

  /** True when the database refused a value: a date of no calendar, a character that is none. */
  static boolean refusedValue(Throwable failure) {
    String sqlState = sqlState(failure);
    return sqlState != null && sqlState.startsWith(BAD_VALUE_CLASS);
  }

  /** True when the database broke off a statement that took longer than any may. */
  static boolean gaveUp(Throwable failure) {
    return TOOK_TOO_LONG.equals(sqlState(failure));
  }

  private static @Nullable String sqlState(Throwable failure) {
    if (failure instanceof PgException postgres) {
      return postgres.getSqlState();
    }
    return failure instanceof SQLException jdbc ? jdbc.getSQLState() : null;
  }

  private static boolean isAway(@Nullable String sqlState) {
    return sqlState != null
        && (AWAY.contains(sqlState) || sqlState.startsWith(CONNECTION_FAILURE_CLASS));
  }

  /**
   * The client has no types for a pool's time-out and for a connection that ends in mid-answer,
   * only words.
   */
  private static boolean saysConnectionLost(Throwable failure) {
    if (!(failure instanceof NoStackTraceThrowable || failure instanceof VertxException)) {
      return false;
    }
    String words = failure.getMessage();
    return words != null
        && (words.equals("Timeout")
            || words.contains("onnection was closed")
            || words.contains("connection might get lost")
            || words.contains("Connection pool"));
  }
}
