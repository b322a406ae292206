package org.qunfang.eventstore;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Where reading goes on is told by the database, in the transaction of the effects, and not by
 * Kafka: a database that is restored from a dump goes back in every topic as far as it went back
 * itself, and one that is new begins at the beginning. What was read before is recognised.
 */
@ApplicationScoped
@Identifier("inbox")
public class InboxOffsets implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(InboxOffsets.class);

  /** Shorter than Kafka waits for a consumer that does not ask. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final String READ =
      "select next_ from inbox_offset where topic = ? and partition = ?";

  private static final String REMEMBER =
      """
      insert into inbox_offset (topic, partition, next_)
      select * from unnest($1::text[], $2::int[], $3::bigint[])
          on conflict (topic, partition) do update set next_ = excluded.next_
      """;

  private final DataSource database;

  InboxOffsets(DataSource database) {
    this.database = database;
  }

  /**
   * Remembers where to go on; for a consumer that applies events without {@link Inbox}, in its own
   * transaction.
   */
  public static Uni<Void> remember(SqlConnection connection, Map<TopicPartition, Long> next) {
    List<TopicPartition> partitions =
        next.keySet().stream()
            .sorted(
                java.util.Comparator.comparing(TopicPartition::topic)
                    .thenComparing(TopicPartition::partition))
            .toList();
    return connection
        .preparedQuery(REMEMBER)
        .execute(
            Tuple.of(
                partitions.stream().map(TopicPartition::topic).toArray(String[]::new),
                partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new),
                partitions.stream().map(next::get).toArray(Long[]::new)))
        .replaceWithVoid();
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        seek(consumer, partitions);
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the database does not tell where to go on", e);
        }
        LOG.warn("reading waits for the database: " + e.getSQLState());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement read = connection.prepareStatement(READ)) {
      for (TopicPartition partition : partitions) {
        read.setString(1, partition.topic());
        read.setInt(2, partition.partition());
        try (ResultSet row = read.executeQuery()) {
          if (row.next()) {
            consumer.seek(partition, row.getLong(1));
          } else {
            consumer.seekToBeginning(List.of(partition));
          }
        }
      }
    }
  }
}
