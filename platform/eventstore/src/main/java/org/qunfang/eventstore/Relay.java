package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.Division;
import org.qunfang.events.Received;

/**
 * Publishes the log to Kafka in commit order.
 *
 * <p>Reading by a sequence alone would lose what commits late, so only rows below the oldest
 * running transaction are read, ordered by (epoch, transaction, position); such a prefix never
 * changes any more. Each shard gets dense numbers as it is published, kept with its checkpoint:
 * whoever publishes the same rows again after a crash gives them the same numbers, and consumers
 * know them for duplicates.
 *
 * <p>A shard belongs to the one replica that holds its advisory lock; replicas share them evenly.
 * All of it happens on one database session, so that losing the session loses the locks with it,
 * and on one plain thread, because it is a loop that waits.
 *
 * <p>When Kafka refuses a record, nothing behind it is sent either: a consumer that hears of a
 * shard for the first time must not hear of its second event first.
 */
@ApplicationScoped
public class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);

  /** First half of the advisory locks' keys, so that they cannot meet other locks. */
  private static final int LOCKS = 0x716C;

  private static final Duration MEMBERSHIP = Duration.ofSeconds(10);
  private static final Duration SHARING = Duration.ofSeconds(2);

  private static final String OPEN_EPOCH =
      """
      insert into log_epoch (epoch, life)
      select coalesce((select max(epoch) from log_epoch), 0) + 1, life_of_log()
       where current_epoch() is null
      """;

  /**
   * Below this transaction of this epoch all have ended; what lies there never changes any more.
   */
  private static final String HORIZON =
      "select current_epoch(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

  private static final String READ =
      """
      (select epoch, tx, position, shard, id, type, stream, version, community, time, recorded, actor, traceparent, data
         from event
        where (epoch, tx, position) > (?, ?, ?) and (epoch, tx) < (?, ?) and shard = any (?)
        order by epoch, tx, position limit ?)
      union all
      (select epoch, tx, position, shard, id, type, stream, 0, community, time, recorded, actor, traceparent, data
         from fact
        where (epoch, tx, position) > (?, ?, ?) and (epoch, tx) < (?, ?) and shard = any (?)
        order by epoch, tx, position limit ?)
      order by epoch, tx, position limit ?
      """;

  /** The first of those that must still wait for others to end; where the index goes on anyway. */
  private static final String OLDEST_BEYOND =
      """
      select min(recorded) from (
        (select recorded from event where (epoch, tx) >= (?, ?) and shard = any (?)
          order by epoch, tx, position limit 1)
        union all
        (select recorded from fact where (epoch, tx) >= (?, ?) and shard = any (?)
          order by epoch, tx, position limit 1)) beyond
      """;

  private static final String ADVANCE =
      """
      update relay_shard s
         set epoch = n.epoch, tx = n.tx, position = n.position, sequence = n.sequence
        from unnest(?, ?, ?, ?, ?) n (shard, epoch, tx, position, sequence)
       where s.shard = n.shard
      """;

  private final DataSource database;
  private final EventLogConfig config;
  private final Map<String, Object> kafka;
  private final Clock clock;
  private final Counter published;
  private final Counter failures;
  private final Timer delay;
  private final UUID member = UUID.randomUUID();
  private final Map<Integer, Checkpoint> owned = new TreeMap<>();

  private volatile boolean stopping;
  private volatile @Nullable Instant oldestUnpublished;
  private volatile boolean publishing;
  private @Nullable Thread thread;

  Relay(
      DataSource database,
      EventLogConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.config = config;
    this.kafka = kafka;
    this.clock = clock;
    this.published =
        Counter.builder("qunfang.relay.published")
            .description("Events published to Kafka")
            .register(meters);
    this.failures =
        Counter.builder("qunfang.relay.failures")
            .description("Times that publishing failed and was taken up again")
            .register(meters);
    this.delay =
        Timer.builder("qunfang.relay.delay")
            .description("From acceptance to acknowledgement by Kafka")
            .publishPercentileHistogram()
            .register(meters);
    Gauge.builder("qunfang.relay.lag", this, Relay::lagSeconds)
        .description("Age of the oldest event not yet published")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("qunfang.relay.shards", owned, Map::size)
        .description("Shards that this replica publishes")
        .register(meters);
  }

  /** How far a shard is published. */
  private record Checkpoint(Place place, long sequence) {}

  /** A place in commit order. */
  private record Place(int epoch, long tx, long position) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byEpoch = Integer.compare(epoch, other.epoch);
      int byTx = byEpoch != 0 ? byEpoch : Long.compare(tx, other.tx);
      return byTx != 0 ? byTx : Long.compare(position, other.position);
    }
  }

  private record Row(
      Place place,
      int shard,
      UUID id,
      String type,
      String stream,
      long version,
      String community,
      Instant time,
      Instant recorded,
      String actor,
      @Nullable String traceparent,
      String data) {}

  /** True while events reach Kafka; false after a failure until the next success. */
  public boolean publishing() {
    return publishing;
  }

  void start(@Observes StartupEvent event) throws SQLException {
    try (Connection session = database.getConnection()) {
      openEpoch(session);
    }
    if (config.relay().enabled()) {
      thread = Thread.ofPlatform().daemon().name("relay").start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      running.join(Duration.ofSeconds(10));
    }
  }

  private void run() {
    MDC.put("service", config.service());
    while (!stopping) {
      try (Connection session = database.getConnection()) {
        publish(session);
      } catch (SQLException | ExecutionException | RuntimeException e) {
        publishing = false;
        if (!stopping) {
          failures.increment();
          LOG.warn("publishing stopped and is taken up again: " + rootMessage(e));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (!stopping) {
        LockSupport.parkNanos(config.relay().idle().toNanos());
      }
    }
  }

  private void publish(Connection session)
      throws SQLException, InterruptedException, ExecutionException {
    KafkaProducer<String, byte[]> producer = producer();
    try {
      openEpoch(session);
      try (Statement listen = session.createStatement()) {
        listen.execute("listen " + LogSignal.CHANNEL);
        // A checkpoint that a crash takes back is made again with the same numbers. So it need
        // not wait for the disk, which has the gates to serve.
        listen.execute("set synchronous_commit = off");
      }
      publish(session, producer);
    } finally {
      // First nothing more is sent, then others may take the shards.
      try {
        producer.close(Duration.ZERO);
      } finally {
        owned.clear();
        leave(session);
      }
    }
  }

  /** The session goes back to a pool: it must not take locks and subscription along. */
  private void leave(Connection session) {
    try (PreparedStatement absent =
            session.prepareStatement("delete from relay_member where member = ?");
        Statement statement = session.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
      statement.execute("unlisten *");
      statement.execute("reset synchronous_commit");
      absent.setObject(1, member);
      absent.executeUpdate();
    } catch (SQLException e) {
      LOG.debug("the session is gone, and its locks with it: " + rootMessage(e));
    }
  }

  /** A life of the log that has not been written in before starts an epoch of its own. */
  private static void openEpoch(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("select pg_advisory_lock(" + LOCKS + ", -1)");
      try {
        statement.execute(OPEN_EPOCH);
      } finally {
        statement.execute("select pg_advisory_unlock(" + LOCKS + ", -1)");
      }
    }
  }

  private void publish(Connection session, KafkaProducer<String, byte[]> producer)
      throws SQLException, InterruptedException, ExecutionException {
    PGConnection notifications = session.unwrap(PGConnection.class);
    Instant shared = Instant.MIN;
    while (!stopping) {
      Instant now = clock.instant();
      if (shared.plus(SHARING).isBefore(now)) {
        share(session);
        shared = now;
      }
      int rows = owned.isEmpty() ? 0 : publishNext(session, producer);
      publishing = true;
      if (rows < config.relay().batch()) {
        notifications.getNotifications((int) config.relay().idle().toMillis());
      }
    }
  }

  /** Takes or gives back shards until every live replica has its even share. */
  private void share(Connection session) throws SQLException {
    int members;
    try (PreparedStatement alive =
            session.prepareStatement(
                """
                insert into relay_member (member, seen) values (?, now())
                    on conflict (member) do update set seen = now()
                """);
        PreparedStatement count =
            session.prepareStatement(
                "select count(*) from relay_member where seen > now() - make_interval(secs => ?)");
        Statement statement = session.createStatement()) {
      alive.setObject(1, member);
      alive.executeUpdate();
      count.setDouble(1, MEMBERSHIP.toSeconds());
      try (ResultSet result = count.executeQuery()) {
        result.next();
        members = result.getInt(1);
      }
      statement.executeUpdate("delete from relay_member where seen < now() - interval '1 hour'");
    }
    int fair = (Division.SHARDS + members - 1) / members;
    for (int shard = 0; shard < Division.SHARDS && owned.size() < fair; shard++) {
      if (!owned.containsKey(shard) && lock(session, "pg_try_advisory_lock", shard)) {
        owned.put(shard, checkpoint(session, shard));
      }
    }
    for (int shard : List.copyOf(owned.keySet())) {
      if (owned.size() > fair) {
        owned.remove(shard);
        lock(session, "pg_advisory_unlock", shard);
      }
    }
  }

  private static boolean lock(Connection session, String function, int shard) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement("select " + function + "(?, ?)")) {
      statement.setInt(1, LOCKS);
      statement.setInt(2, shard);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static Checkpoint checkpoint(Connection session, int shard) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement(
            "select epoch, tx, position, sequence from relay_shard where shard = ?")) {
      statement.setInt(1, shard);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("relay_shard has no row for shard " + shard);
        }
        return new Checkpoint(
            new Place(row.getInt(1), row.getLong(2), row.getLong(3)), row.getLong(4));
      }
    }
  }

  /**
   * Publishes the next rows of all shards of this replica and moves their checkpoints; answers how
   * many it read.
   */
  private int publishNext(Connection session, KafkaProducer<String, byte[]> producer)
      throws SQLException, InterruptedException, ExecutionException {
    Place horizon = horizon(session);
    List<Row> rows = read(session, horizon);
    if (rows.isEmpty()) {
      oldestUnpublished = oldestBeyond(session, horizon);
      readTo(owned, horizon);
      return 0;
    }
    oldestUnpublished = rows.get(0).recorded();
    int partitions = producer.partitionsFor(config.topic()).size();
    Map<Integer, Checkpoint> next = new HashMap<>(owned);
    AtomicBoolean refused = new AtomicBoolean();
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Checkpoint before = next.getOrDefault(row.shard(), new Checkpoint(row.place(), 0));
      if (row.place().compareTo(before.place()) > 0) {
        Checkpoint after = new Checkpoint(row.place(), before.sequence() + 1);
        next.put(row.shard(), after);
        sent.add(send(producer, row, row.shard() % partitions, after.sequence(), refused));
      }
    }
    producer.flush();
    for (Future<RecordMetadata> acknowledged : sent) {
      acknowledged.get();
    }
    boolean all = rows.size() < config.relay().batch();
    readTo(next, all ? horizon : rows.get(rows.size() - 1).place());
    advance(session, next);
    Instant now = clock.instant();
    for (Row row : rows) {
      delay.record(Duration.between(row.recorded(), now));
    }
    published.increment(sent.size());
    return rows.size();
  }

  private Future<RecordMetadata> send(
      KafkaProducer<String, byte[]> producer,
      Row row,
      int partition,
      long sequence,
      AtomicBoolean refused) {
    return producer.send(
        CloudEventRecord.write(
            config.topic(),
            partition,
            config.source(),
            new Received.Position(row.place().epoch(), sequence),
            row.id(),
            row.type(),
            row.stream(),
            row.version(),
            row.community(),
            row.time(),
            row.recorded(),
            row.actor(),
            row.traceparent(),
            row.data()),
        (written, failure) -> {
          if (failure != null && refused.compareAndSet(false, true)) {
            producer.close(Duration.ZERO);
          }
        });
  }

  /** The place below which nothing changes any more. */
  private static Place horizon(Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(HORIZON);
        ResultSet row = statement.executeQuery()) {
      row.next();
      int epoch = row.getInt(1);
      if (row.wasNull()) {
        throw new IllegalStateException("the log began another life");
      }
      return new Place(epoch, row.getLong(2), Long.MIN_VALUE);
    }
  }

  private List<Row> read(Connection session, Place horizon) throws SQLException {
    Place from = owned.values().stream().map(Checkpoint::place).min(Place::compareTo).orElseThrow();
    Array shards = shards(session);
    int limit = config.relay().batch();
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(READ)) {
      for (int i = 0; i < 14; i += 7) {
        statement.setInt(i + 1, from.epoch());
        statement.setLong(i + 2, from.tx());
        statement.setLong(i + 3, from.position());
        statement.setInt(i + 4, horizon.epoch());
        statement.setLong(i + 5, horizon.tx());
        statement.setArray(i + 6, shards);
        statement.setInt(i + 7, limit);
      }
      statement.setInt(15, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  new Place(row.getInt(1), row.getLong(2), row.getLong(3)),
                  row.getInt(4),
                  row.getObject(5, UUID.class),
                  row.getString(6),
                  row.getString(7),
                  row.getLong(8),
                  row.getString(9),
                  row.getObject(10, OffsetDateTime.class).toInstant(),
                  row.getObject(11, OffsetDateTime.class).toInstant(),
                  row.getString(12),
                  row.getString(13),
                  row.getString(14)));
        }
      }
    }
    return rows;
  }

  /**
   * When the oldest event was recorded that a running transaction holds back, or null when none is.
   */
  private @Nullable Instant oldestBeyond(Connection session, Place horizon) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(OLDEST_BEYOND)) {
      for (int i = 0; i < 6; i += 3) {
        statement.setInt(i + 1, horizon.epoch());
        statement.setLong(i + 2, horizon.tx());
        statement.setArray(i + 3, shards(session));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        OffsetDateTime recorded = row.getObject(1, OffsetDateTime.class);
        return recorded == null ? null : recorded.toInstant();
      }
    }
  }

  private Array shards(Connection session) throws SQLException {
    return session.createArrayOf(
        "smallint", owned.keySet().stream().map(Integer::shortValue).toArray());
  }

  /** All shards have been read up to there, also those that had nothing there. */
  private static void readTo(Map<Integer, Checkpoint> shards, Place place) {
    shards.replaceAll(
        (shard, reached) ->
            reached.place().compareTo(place) < 0
                ? new Checkpoint(place, reached.sequence())
                : reached);
  }

  private void advance(Connection session, Map<Integer, Checkpoint> next) throws SQLException {
    List<Integer> shards = List.copyOf(next.keySet());
    List<Checkpoint> reached = shards.stream().map(next::get).toList();
    try (PreparedStatement statement = session.prepareStatement(ADVANCE)) {
      statement.setArray(
          1, session.createArrayOf("smallint", shards.stream().map(Integer::shortValue).toArray()));
      statement.setArray(
          2, session.createArrayOf("int", reached.stream().map(c -> c.place().epoch()).toArray()));
      statement.setArray(
          3, session.createArrayOf("bigint", reached.stream().map(c -> c.place().tx()).toArray()));
      statement.setArray(
          4,
          session.createArrayOf(
              "bigint", reached.stream().map(c -> c.place().position()).toArray()));
      statement.setArray(
          5, session.createArrayOf("bigint", reached.stream().map(Checkpoint::sequence).toArray()));
      statement.executeUpdate();
    }
    owned.putAll(next);
  }

  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "relay-" + config.service());
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    int patience = (int) config.relay().deliveryTimeout().toMillis();
    // Kafka wants time for more than one request within it.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience / 2);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    settings.keySet().removeIf(key -> !ProducerConfig.configNames().contains(key));
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private double lagSeconds() {
    Instant oldest = oldestUnpublished;
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
