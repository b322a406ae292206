package org.qunfang.reporting.rebuild;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.reporting.rebuild.Rebuild.State;

/**
 * Runs rebuilds, one at a time over all replicas: an advisory lock says who. What became of each is
 * kept; one whose instance is gone left nothing behind but a table that the next one drops.
 */
@ApplicationScoped
public class Rebuilds {

  private static final Logger LOG = Logger.getLogger(Rebuilds.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Nobody runs a rebuild of which nothing has been heard for so long. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final String ONE_AT_A_TIME = "6, 3";

  private final Pool pool;
  private final Map<String, Object> kafka;
  private final EventLogConfig config;
  private final List<String> topics;
  private final int readers;
  private final Clock clock;
  private volatile @Nullable Thread last;

  Rebuilds(
      Pool pool,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      EventLogConfig config,
      @ConfigProperty(name = "mp.messaging.incoming.field-events.topics") List<String> topics,
      @ConfigProperty(name = "qunfang.rebuild.readers", defaultValue = "4") int readers,
      Clock clock) {
    this.pool = pool;
    this.kafka = kafka;
    this.config = config;
    this.topics = topics;
    this.readers = readers;
    this.clock = clock;
  }

  /** Begins one; empty when one is running. Blocks for the time of a few statements. */
  Optional<UUID> begin(boolean compareOnly) {
    SqlConnection holder = pool.getConnection().await().atMost(PATIENCE);
    boolean begun = false;
    try {
      if (!alone(holder)) {
        return Optional.empty();
      }
      UUID id = EventIds.next();
      var unused =
          pool.preparedQuery(
                  """
                  insert into rebuild (id, state, compare_only, started, seen)
                  values ($1, 'RUNNING', $2, $3, $3)
                  """)
              .execute(Tuple.of(id, compareOnly, now()))
              .await()
              .atMost(PATIENCE);
      last = Thread.ofPlatform().daemon().name("rebuild").start(() -> run(id, compareOnly, holder));
      begun = true;
      return Optional.of(id);
    } finally {
      if (!begun) {
        release(holder);
      }
    }
  }

  private static boolean alone(SqlConnection holder) {
    return holder
        .query("select pg_try_advisory_lock(" + ONE_AT_A_TIME + ")")
        .execute()
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getBoolean(0);
  }

  private void run(UUID id, boolean compareOnly, SqlConnection holder) {
    Progress progress = new Progress(id, System.nanoTime());
    LOG.info("rebuild " + id + " begins");
    try {
      Ending ending;
      try {
        ending = recount(id, compareOnly, holder, progress);
      } finally {
        release(holder);
      }
      // Not before the lock is free: whoever sees the end may begin the next one.
      progress.finish(ending);
    } catch (InterruptedException e) {
      LOG.warn("rebuild " + id + " interrupted");
    } catch (RuntimeException e) {
      LOG.error("rebuild " + id + " has ended and could not say so", e);
    }
  }

  private Ending recount(UUID id, boolean compareOnly, SqlConnection holder, Progress progress)
      throws InterruptedException {
    try (Recount recount =
        new Recount(pool, kafka, topics, config.zone(), readers, progress::tell)) {
      progress.of(recount);
      Recount.Outcome outcome = recount.run(holder, compareOnly);
      LOG.info("rebuild " + id + " done, differences " + outcome.comparison().differences());
      return new Ending(State.DONE, outcome, null);
    } catch (RebuildFailed e) {
      LOG.error("rebuild " + id + " failed: " + e.getMessage());
      return new Ending(State.FAILED, null, e.getMessage());
    } catch (RuntimeException e) {
      // The boundary of the thread: whatever it was, the live ledger is as it was.
      LOG.error("rebuild " + id + " failed", e);
      return new Ending(State.FAILED, null, e.getClass().getSimpleName());
    }
  }

  /** What became of one. */
  private record Ending(State state, Recount.@Nullable Outcome outcome, @Nullable String reason) {}

  /** A connection that held locks is not lent to others with them. */
  private static void release(SqlConnection holder) {
    try {
      holder.query("select pg_advisory_unlock_all()").execute().await().atMost(PATIENCE);
    } catch (RuntimeException e) {
      LOG.warn("the rebuild's connection is gone: " + e.getClass().getSimpleName());
    }
    holder.closeAndForget();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    Thread thread = last;
    if (thread != null) {
      thread.interrupt();
      thread.join(PATIENCE);
    }
  }

  /** What is known of one. */
  Optional<Rebuild> find(UUID id) {
    var rows =
        pool.preparedQuery(
                """
                select id, state, compare_only, started, seen, finished, events, seconds, locked_millis,
                       pages, differences, reason
                  from rebuild where id = $1
                """)
            .execute(Tuple.of(id))
            .await()
            .atMost(PATIENCE);
    return rows.rowCount() == 0 ? Optional.empty() : Optional.of(rebuild(rows.iterator().next()));
  }

  private Rebuild rebuild(Row row) {
    State state = State.valueOf(row.getString(1));
    boolean silent = row.getOffsetDateTime(4).toInstant().plus(SILENCE).isBefore(clock.instant());
    OffsetDateTime finished = row.getOffsetDateTime(5);
    long events = row.getLong(6);
    double seconds = row.getDouble(7);
    return new Rebuild(
        row.getUUID(0),
        state == State.RUNNING && silent ? State.INTERRUPTED : state,
        row.getBoolean(2),
        row.getOffsetDateTime(3).toInstant(),
        finished == null ? null : finished.toInstant(),
        events,
        seconds,
        seconds == 0 ? 0 : Math.round(events / seconds),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getString(11));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** What is told of a running rebuild. */
  private final class Progress {

    private final UUID id;
    private final long began;
    private @Nullable Recount recount;

    Progress(UUID id, long began) {
      this.id = id;
      this.began = began;
    }

    void of(Recount counting) {
      recount = counting;
    }

    void tell() {
      var unused =
          pool.preparedQuery(
                  "update rebuild set seen = $2, events = $3, seconds = $4 where id = $1")
              .execute(Tuple.of(id, now(), events(), seconds()))
              .await()
              .atMost(PATIENCE);
    }

    void finish(Ending ending) {
      Recount.Outcome outcome = ending.outcome();
      var unused =
          pool.preparedQuery(
                  """
                  update rebuild
                     set state = $2, seen = $3, finished = $3, events = $4, seconds = $5,
                         locked_millis = $6, pages = $7, differences = $8, reason = $9
                   where id = $1
                  """)
              .execute(
                  Tuple.tuple()
                      .addValue(id)
                      .addValue(ending.state().name())
                      .addValue(now())
                      .addValue(events())
                      .addValue(seconds())
                      .addValue(outcome == null ? 0L : outcome.lockedMillis())
                      .addValue(outcome == null ? null : outcome.comparison().pages())
                      .addValue(outcome == null ? null : outcome.comparison().differences())
                      .addValue(ending.reason()))
              .await()
              .atMost(PATIENCE);
    }

    private long events() {
      return recount == null ? 0 : recount.events();
    }

    private double seconds() {
      return (System.nanoTime() - began) / 1e9;
    }
  }
}
