package org.qunfang.resident.personal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes sure that a destroyed key is nowhere: a database leaves a deleted row where it was until
 * something else needs the room. So the small table that the key was in is written anew without it.
 *
 * <p>The log that the database recovers from, and its backups, hold the sealed key as long as they
 * are kept; the manual says for how long that should be.
 */
@ApplicationScoped
public class DestroyedKeys {

  /**
   * The tables that destroyed keys were in, and whose keys these were; not those that a snapshot
   * from before may still see, because they would be copied too.
   */
  private static final String TO_ERASE =
      """
      select held_in, array_agg(subject)
        from destroyed_key d
       where not exists (select from pg_stat_activity a
                          where a.pid <> pg_backend_pid() and a.backend_xmin is not null
                            and age(a.backend_xmin) >= age(((d.tx % 4294967296)::text)::xid))
       group by held_in
      """;

  /** While this waits for somebody who reads a table for long, everybody waits behind it. */
  private static final String HASTE = "set lock_timeout = '2s'";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Pool pool;

  DestroyedKeys(Pool pool) {
    this.pool = pool;
  }

  /** Writes the tables anew from which keys were deleted; tells how many these were. */
  public Uni<Integer> erase() {
    return pool.withConnection(
        connection ->
            connection
                .query(HASTE)
                .execute()
                .chain(() -> connection.query(TO_ERASE).execute())
                .chain(
                    tables ->
                        Multi.createFrom()
                            .iterable(tables)
                            .onItem()
                            .transformToUniAndConcatenate(
                                table ->
                                    erase(connection, table.getString(0), table.getArrayOfUUIDs(1)))
                            .collect()
                            .with(Collectors.summingInt(erased -> erased ? 1 : 0)))
                .eventually(() -> connection.query("reset lock_timeout").execute()));
  }

  /** The name was written down by the database itself, as it stands in statements. */
  private static Uni<Boolean> erase(SqlConnection connection, String table, UUID[] subjects) {
    return connection
        .query("vacuum full " + table)
        .execute()
        .chain(
            () ->
                connection
                    .preparedQuery("delete from destroyed_key where subject = any($1)")
                    .execute(Tuple.of(subjects)))
        .replaceWith(true)
        .onFailure(DestroyedKeys::isInUse)
        .recoverWithItem(false);
  }

  private static boolean isInUse(Throwable failure) {
    return failure instanceof PgException pg && pg.getSqlState().equals(LOCK_NOT_AVAILABLE);
  }
}
