package org.qunfang.reporting.rebuild;

import static java.util.stream.Collectors.joining;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.qunfang.reporting.projection.Days;
import org.qunfang.reporting.projection.Entries;
import org.qunfang.reporting.projection.Ledger;

/** The table that a rebuild fills beside the live one, until they change places. */
final class NewLedger {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Pool pool;

  NewLedger(Pool pool) {
    this.pool = pool;
  }

  /**
   * What a comparison came to.
   *
   * @param pages of the new ledger
   * @param differences pages that the two do not have alike
   */
  record Comparison(long pages, long differences) {}

  /** An empty table; what a rebuild that died had left is dropped. */
  void open() {
    run("drop table if exists ledger_next");
    run("create table ledger_next (like ledger including all) with (fillfactor = 80)");
  }

  /** Adds entries at all levels, each statement a short transaction of its own. */
  void add(Entries entries) {
    Ledger.NEXT.add(pool, entries.atAllLevels()).await().atMost(PATIENCE);
  }

  void analyze() {
    run("analyze ledger_next");
  }

  /** Compares with the live ledger, which must not move meanwhile. */
  Comparison compare() {
    var row =
        pool.query(
                """
                select (select count(*) from ledger_next),
                       (select count(*)
                          from ledger l full join ledger_next n
                            on l.division = n.division and l.month = n.month and l.metric = n.metric
                         where (%s) is distinct from (%s))
                """
                    .formatted(days("l"), days("n")))
            .execute()
            .await()
            .atMost(PATIENCE)
            .iterator()
            .next();
    return new Comparison(row.getLong(0), row.getLong(1));
  }

  private static String days(String table) {
    return IntStream.rangeClosed(1, Days.MOST)
        .mapToObj(day -> table + ".d" + day)
        .collect(joining(", "));
  }

  /**
   * Makes it the live ledger, at one stroke. Dead letters that the new ledger has counted are dead
   * no longer; those it could not count are, even where they had been counted before.
   */
  void changePlaces(SqlConnection holder, List<UUID> unreadable) {
    UUID[] dead = unreadable.toArray(UUID[]::new);
    holder
        .query("begin")
        .execute()
        .chain(
            () ->
                holder
                    .query(
                        """
                        set local lock_timeout = '10s';
                        drop table ledger;
                        alter table ledger_next rename to ledger;
                        alter index ledger_next_pkey rename to ledger_pkey;
                        """)
                    .execute())
        .chain(
            () ->
                holder
                    .preparedQuery(
                        """
                        update dead_letter
                           set replayed = case when id = any ($1) then null else now() end
                         where (id = any ($1)) = (replayed is not null)
                        """)
                    .execute(Tuple.of(dead)))
        .chain(() -> holder.query("commit").execute())
        .onFailure()
        .call(() -> holder.query("rollback").execute())
        .await()
        .atMost(PATIENCE);
  }

  void drop() {
    run("drop table if exists ledger_next");
  }

  private void run(String sql) {
    pool.query(sql).execute().await().atMost(PATIENCE);
  }
}
