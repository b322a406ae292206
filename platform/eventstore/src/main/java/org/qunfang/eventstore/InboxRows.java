package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.OwnJson;
import org.qunfang.events.Received.Position;
import org.qunfang.eventstore.Positions.Shard;

/**
 * How far a consumer is, as the database keeps it: read by one statement and written by one, since
 * most batches do nothing else.
 */
final class InboxRows {

  /** Locked in one order, so that two consumers cannot deadlock. */
  private static final String LOCK =
      """
      select source, shard, epoch, sequence from inbox
       where (source, shard) in (
             select source, shard
               from json_to_recordset(cast(cast(:shards as text) as json)) s (source text, shard smallint))
       order by source, shard for no key update
      """;

  /**
   * A shard that is new is inserted and nothing else: should another consumer have done so
   * meanwhile, the transaction fails and the batch is judged again.
   */
  private static final String MOVE =
      """
      with moved as (
             update inbox i set epoch = n.epoch, sequence = n.sequence
               from json_to_recordset(cast(cast(:moved as text) as json))
                    n (source text, shard smallint, epoch int, sequence bigint)
              where i.source = n.source and i.shard = n.shard),
           added as (
             insert into inbox (source, shard, epoch, sequence)
             select source, shard, epoch, sequence
               from json_to_recordset(cast(cast(:added as text) as json))
                    n (source text, shard smallint, epoch int, sequence bigint))
      insert into inbox_offset (topic, partition, next_)
      select topic, partition, next
        from json_to_recordset(cast(cast(:next as text) as json)) n (topic text, partition int, next bigint)
          on conflict (topic, partition) do update set next_ = excluded.next_
      """;

  private InboxRows() {}

  private record Row(String source, int shard, int epoch, long sequence) {}

  private record Next(String topic, int partition, long next) {}

  /** Where these shards are, locked until the transaction ends. */
  static Uni<Map<Shard, Position>> lock(Mutiny.Session session, Set<Shard> shards) {
    if (shards.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createNativeQuery(LOCK, Object[].class)
        .setParameter("shards", OwnJson.write(shards))
        .getResultList()
        .map(
            rows -> {
              Map<Shard, Position> stored = new HashMap<>();
              for (Object[] row : rows) {
                stored.put(
                    new Shard((String) row[0], ((Number) row[1]).intValue()),
                    new Position(((Number) row[2]).intValue(), ((Number) row[3]).longValue()));
              }
              return stored;
            });
  }

  /**
   * Stores where the shards are now, and where reading goes on after these records.
   *
   * @param known the shards that have a row
   */
  static Uni<Void> move(
      Mutiny.Session session,
      Positions positions,
      Set<Shard> known,
      List<ConsumerRecord<String, byte[]>> records) {
    List<Row> moved = new ArrayList<>();
    List<Row> added = new ArrayList<>();
    positions
        .moved()
        .forEach(
            (shard, to) ->
                (known.contains(shard) ? moved : added)
                    .add(new Row(shard.source(), shard.shard(), to.epoch(), to.sequence())));
    Map<TopicPartition, Long> next = new HashMap<>();
    records.forEach(
        each -> next.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1));
    return session
        .createNativeQuery(MOVE)
        .setParameter("moved", OwnJson.write(moved))
        .setParameter("added", OwnJson.write(added))
        .setParameter(
            "next",
            OwnJson.write(
                next.entrySet().stream()
                    .map(
                        each ->
                            new Next(
                                each.getKey().topic(), each.getKey().partition(), each.getValue()))
                    .toList()))
        .executeUpdate()
        .replaceWithVoid();
  }
}
