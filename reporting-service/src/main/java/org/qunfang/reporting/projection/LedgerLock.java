package org.qunfang.reporting.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/**
 * Who may write the live ledger. Projections share it for a transaction each; a rebuild takes it
 * alone while it catches up with them and changes places. An advisory lock, because it is waited
 * for and held without a transaction id, which would hold back the relays of the whole cluster.
 */
public final class LedgerLock {

  private static final String KEY = "6, 1";

  private LedgerLock() {}

  /**
   * Shares the ledger with other projections until the transaction ends. That transaction need not
   * wait for the disk: numbers and positions are lost in a crash together or not at all, and are
   * counted again from Kafka.
   */
  static Uni<Void> share(SqlClient transaction) {
    return run(
        transaction,
        "select pg_advisory_xact_lock_shared("
            + KEY
            + "), set_config('synchronous_commit', 'off', true)");
  }

  /** Takes the ledger alone, until it is given back or the connection ends. */
  public static Uni<Void> take(SqlClient connection) {
    return run(connection, "select pg_advisory_lock(" + KEY + ")");
  }

  /** Gives the ledger back. */
  public static Uni<Void> giveBack(SqlClient connection) {
    return run(connection, "select pg_advisory_unlock(" + KEY + ")");
  }

  private static Uni<Void> run(SqlClient connection, String sql) {
    return connection.query(sql).execute().replaceWithVoid();
  }
}
