package org.qunfang.eventstore;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault a failure is: of what was to be stored, which then fails again however often it is
 * tried, or of the parts it is stored with, which passes like the weather.
 */
public final class Weather {

  private static final String BAD_DATA = "22";
  private static final String BROKEN_CONSTRAINT = "23";

  private Weather() {}

  /** True when the same may succeed later. */
  public static boolean isToBlameFor(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException pg) {
        return passes(pg.getSqlState());
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return passes(sql.getSQLState());
      }
      if (isOfAPart(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(@Nullable String sqlState) {
    return sqlState == null
        || !(sqlState.startsWith(BAD_DATA) || sqlState.startsWith(BROKEN_CONSTRAINT));
  }

  private static boolean isOfAPart(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof VertxException
        || cause instanceof NoStackTraceThrowable
        || cause instanceof TimeoutException
        || cause instanceof KafkaException
        || cause instanceof RejectedExecutionException
        || cause instanceof Error;
  }
}
