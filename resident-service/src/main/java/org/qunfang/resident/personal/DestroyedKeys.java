package org.qunfang.resident.personal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
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

  /** As many as the migration made. */
  private static final int TABLES = 32;

  /**
   * The tables that destroyed keys were in, and whose keys these were; not those that a snapshot
   * from before may still see, because they would be copied too.
   */
  private static final String TO_ERASE =
      """
      select number, array_agg(resident)
        from generate_series(0, %d) number
        join destroyed_key d on satisfies_hash_partition('personal_key'::regclass, %d, number, resident)
       where not exists (select from pg_stat_activity a
                          where a.pid <> pg_backend_pid() and a.backend_xmin is not null
                            and age(a.backend_xmin) >= age(((d.tx %% 4294967296)::text)::xid))
       group by number
      """
          .formatted(TABLES - 1, TABLES);

  private final Pool pool;

  DestroyedKeys(Pool pool) {
    this.pool = pool;
  }

  /** Writes the tables anew from which keys were deleted; tells how many these were. */
  public Uni<Integer> erase() {
    return pool.withConnection(
        connection ->
            connection
                .query(TO_ERASE)
                .execute()
                .chain(
                    tables ->
                        Multi.createFrom()
                            .iterable(tables)
                            .onItem()
                            .transformToUniAndConcatenate(
                                table ->
                                    erase(
                                        connection, table.getInteger(0), table.getArrayOfUUIDs(1)))
                            .collect()
                            .with(Collectors.summingInt(each -> 1))));
  }

  private static Uni<Integer> erase(SqlConnection connection, int table, UUID[] residents) {
    return connection
        .query("vacuum full personal_key_" + table)
        .execute()
        .chain(
            () ->
                connection
                    .preparedQuery("delete from destroyed_key where resident = any($1)")
                    .execute(Tuple.of(residents)))
        .replaceWith(table);
  }
}
