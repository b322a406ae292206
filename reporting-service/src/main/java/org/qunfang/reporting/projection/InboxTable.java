package org.qunfang.reporting.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qunfang.events.Received.Position;
import org.qunfang.eventstore.Positions;
import org.qunfang.eventstore.Positions.Shard;

/** Where the projection is in every shard of every log; moved in the transaction of the effect. */
public final class InboxTable {

  private InboxTable() {}

  /** The positions of all shards. */
  public static Uni<Map<Shard, Position>> all(SqlClient connection) {
    return connection
        .query("select source, shard, epoch, sequence from inbox")
        .execute()
        .map(InboxTable::positions);
  }

  /** The positions of these shards, locked in one order until the transaction ends. */
  static Uni<Map<Shard, Position>> lock(SqlConnection connection, Set<Shard> shards) {
    return connection
        .preparedQuery(
            """
            select source, shard, epoch, sequence from inbox
             where (source, shard) in (select * from unnest($1::text[], $2::int[]))
             order by source, shard for update
            """)
        .execute(
            Tuple.of(
                shards.stream().map(Shard::source).toArray(String[]::new),
                shards.stream().map(Shard::shard).toArray(Integer[]::new)))
        .map(InboxTable::positions);
  }

  /**
   * Stores where the shards are now. One that is new is inserted and nothing else: should another
   * consumer have done so meanwhile, the transaction fails and the batch is judged again.
   */
  static Uni<Void> move(SqlConnection connection, Positions positions, Set<Shard> known) {
    List<Map.Entry<Shard, Position>> moved = new ArrayList<>(positions.moved().entrySet());
    List<Map.Entry<Shard, Position>> added = new ArrayList<>(moved);
    moved.removeIf(entry -> !known.contains(entry.getKey()));
    added.removeIf(entry -> known.contains(entry.getKey()));
    return write(
            connection,
            """
            update inbox i set epoch = n.epoch, sequence = n.sequence
              from unnest($1::text[], $2::int[], $3::int[], $4::bigint[]) n (source, shard, epoch, sequence)
             where i.source = n.source and i.shard = n.shard
            """,
            moved)
        .chain(
            () ->
                write(
                    connection,
                    """
                    insert into inbox (source, shard, epoch, sequence)
                    select * from unnest($1::text[], $2::int[], $3::int[], $4::bigint[])
                    """,
                    added));
  }

  private static Uni<Void> write(
      SqlConnection connection, String sql, List<Map.Entry<Shard, Position>> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(sql)
            .execute(
                Tuple.of(
                    rows.stream().map(row -> row.getKey().source()).toArray(String[]::new),
                    rows.stream().map(row -> row.getKey().shard()).toArray(Integer[]::new),
                    rows.stream().map(row -> row.getValue().epoch()).toArray(Integer[]::new),
                    rows.stream().map(row -> row.getValue().sequence()).toArray(Long[]::new)))
            .replaceWithVoid();
  }

  private static Map<Shard, Position> positions(Iterable<Row> rows) {
    Map<Shard, Position> positions = new HashMap<>();
    for (Row row : rows) {
      positions.put(
          new Shard(row.getString(0), row.getInteger(1)),
          new Position(row.getInteger(2), row.getLong(3)));
    }
    return positions;
  }
}
