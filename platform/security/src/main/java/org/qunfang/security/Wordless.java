package org.qunfang.security;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the log may hold it: which exception, where, caused by what, without the words.
 * Messages of parsers and validators repeat what was sent, and that may be a name.
 */
public final class Wordless extends Exception {

  private static final long serialVersionUID = 1L;

  private Wordless(String what, @Nullable Throwable cause, StackTraceElement[] where) {
    super(what, cause, false, true);
    setStackTrace(where);
  }

  /** The failure and what it was caused by. */
  public static Wordless of(Throwable failure) {
    Wordless chain = null;
    for (Throwable each : Causes.of(failure).reversed()) {
      chain = new Wordless(what(each), chain, each.getStackTrace());
    }
    if (chain == null) {
      throw new IllegalStateException("a failure is its own first cause");
    }
    return chain;
  }

  /**
   * PostgreSQL's short message names tables and constraints; the row itself is in its detail, which
   * stays out.
   */
  private static String what(Throwable failure) {
    String type = failure.getClass().getName();
    return switch (failure) {
      case PgException postgres ->
          type
              + " sqlstate="
              + postgres.getSqlState()
              + " constraint="
              + postgres.getConstraint()
              + " table="
              + postgres.getTable();
      case NullPointerException empty -> type + " " + empty.getMessage();
      default -> type;
    };
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
