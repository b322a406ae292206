package org.qunfang.resident.personal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  private static final String IN_TABLE =
      "satisfies_hash_partition('personal_key'::regclass, %d, $1, resident)".formatted(TABLES);

  private final Pool pool;

  DestroyedKeys(Pool pool) {
    this.pool = pool;
  }

  /** Writes the tables anew from which keys were deleted; tells how many these were. */
  public Uni<Integer> erase() {
    return pool.withConnection(
        connection ->
            Multi.createFrom()
                .iterable(tables())
                .onItem()
                .transformToUniAndConcatenate(table -> erase(connection, table))
                .collect()
                .with(Collectors.summingInt(erased -> erased ? 1 : 0)));
  }

  private static List<Integer> tables() {
    return IntStream.range(0, TABLES).boxed().toList();
  }

  private static Uni<Boolean> erase(SqlConnection connection, int table) {
    return connection
        .preparedQuery("select max(destroyed) from destroyed_key where " + IN_TABLE)
        .execute(Tuple.of(table))
        .map(rows -> rows.iterator().next().getOffsetDateTime(0))
        .chain(
            newest ->
                newest == null
                    ? Uni.createFrom().item(false)
                    : connection
                        .query("vacuum full personal_key_" + table)
                        .execute()
                        .chain(
                            () ->
                                connection
                                    .preparedQuery(
                                        "delete from destroyed_key where destroyed <= $2 and "
                                            + IN_TABLE)
                                    .execute(Tuple.of(table, newest)))
                        .replaceWith(true));
  }
}
