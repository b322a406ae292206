package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;

/**
 * The log of hot facts: passages, checks, samples, millions a day, which no history decides.
 *
 * <p>A fact lies in the partition of its day in the field. A fact posted again carries the same
 * time, so it meets its first in that partition and is recognised.
 */
@ApplicationScoped
public class FactLog {

  private static final String INSERT =
      """
      insert into fact (day, id, stream, type, community, shard, time, recorded, actor, traceparent, data, epoch)
      select f.*, (select epoch_to_append_in())
        from unnest($1::date[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::smallint[],
                    $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::text[]) f
          on conflict (day, id) do nothing
      returning id
      """;

  private static final String FIND =
      """
      select fact.id, fact.type, fact.data
        from unnest($1::date[], $2::uuid[]) wanted (day, id)
        join fact using (day, id)
      """;

  private final Pool pool;
  private final EventLogConfig config;
  private final Clock clock;
  private final Counter appended;
  private final Counter repeated;
  private final Set<LocalDate> days = ConcurrentHashMap.newKeySet();

  FactLog(Pool pool, EventLogConfig config, Clock clock, MeterRegistry meters) {
    this.pool = pool;
    this.config = config;
    this.clock = clock;
    this.appended =
        Counter.builder("qunfang.facts.appended")
            .description("Facts appended to the log")
            .register(meters);
    this.repeated =
        Counter.builder("qunfang.facts.repeated")
            .description("Facts that had been posted before")
            .register(meters);
  }

  /**
   * A fact to be stored.
   *
   * @param id the same for the same fact, however often it is posted
   * @param stream what the fact is about
   * @param traceparent the trace that it was posted in, see {@link Traces#current()}
   */
  public record Fact(
      UUID id, String stream, Told told, DomainEvent event, @Nullable String traceparent) {}

  /**
   * True when a fact of this time is still kept; an older one can be neither stored nor recognised.
   */
  public boolean keeps(Instant time) {
    return !dayOf(time).isBefore(dayOf(clock.instant().minus(config.facts().retention())));
  }

  /** Stores facts in one statement and answers the ids of those that are new. */
  public Uni<Set<UUID>> append(SqlConnection connection, List<Fact> facts) {
    return openDays(facts)
        .chain(() -> insert(connection, facts))
        .onFailure(FactLog::missesItsDay)
        .recoverWithUni(
            () -> {
              days.clear();
              return openDays(facts).chain(() -> insert(connection, facts));
            });
  }

  /** A day that was open is gone: the database was restored from before it. */
  private static boolean missesItsDay(Throwable failure) {
    return failure instanceof PgException pg && pg.getSqlState().equals("23514");
  }

  /** The events stored for facts that were posted before, to answer them the same. */
  public <E extends DomainEvent> Uni<List<Stored<E>>> find(
      SqlConnection connection, List<Fact> facts, Class<E> type) {
    var days = facts.stream().map(fact -> dayOf(fact.told().time())).toArray(LocalDate[]::new);
    var ids = facts.stream().map(Fact::id).toArray(UUID[]::new);
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(days, ids))
        .map(
            rows ->
                stream(rows)
                    .filter(row -> row.getString("type").equals(EventTypes.of(type)))
                    .map(
                        row ->
                            new Stored<>(
                                row.getUUID("id"), EventJson.read(type, row.getString("data"))))
                    .toList());
  }

  /** A stored fact. */
  public record Stored<E extends DomainEvent>(UUID id, E event) {}

  private Uni<Set<UUID>> insert(SqlConnection connection, List<Fact> facts) {
    int n = facts.size();
    var days = new LocalDate[n];
    var ids = new UUID[n];
    var streams = new String[n];
    var types = new String[n];
    var communities = new String[n];
    var shards = new Short[n];
    var times = new OffsetDateTime[n];
    var recorded = new OffsetDateTime[n];
    var actors = new String[n];
    @Nullable String[] traces = new String[n];
    var data = new String[n];
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    for (int i = 0; i < n; i++) {
      Fact fact = facts.get(i);
      Division community = fact.told().community();
      days[i] = dayOf(fact.told().time());
      ids[i] = fact.id();
      streams[i] = fact.stream();
      types[i] = EventTypes.of(fact.event());
      communities[i] = community.code();
      shards[i] = (short) community.shard();
      times[i] = fact.told().time().atOffset(ZoneOffset.UTC);
      recorded[i] = now;
      actors[i] = fact.told().actor();
      traces[i] = fact.traceparent();
      data[i] = EventJson.write(fact.event());
    }
    return connection
        .preparedQuery(INSERT)
        .execute(
            Tuple.from(
                List.of(
                    days,
                    ids,
                    streams,
                    types,
                    communities,
                    shards,
                    times,
                    recorded,
                    actors,
                    traces,
                    data)))
        .map(
            rows -> {
              Set<UUID> fresh = new HashSet<>();
              rows.forEach(row -> fresh.add(row.getUUID(0)));
              appended.increment(fresh.size());
              repeated.increment(n - fresh.size());
              return fresh;
            });
  }

  private Uni<Void> openDays(List<Fact> facts) {
    Set<LocalDate> missing = new TreeSet<>();
    for (Fact fact : facts) {
      LocalDate day = dayOf(fact.told().time());
      if (!days.contains(day)) {
        missing.add(day);
      }
    }
    Uni<Void> opened = Uni.createFrom().voidItem();
    for (LocalDate day : missing) {
      opened = opened.chain(() -> open(day));
    }
    return opened;
  }

  /**
   * On a connection of its own: a partition is there for all, whatever becomes of the batch that
   * needs it. Made apart and then attached, because to make it in place would wait for every
   * transaction that has looked at the log, the one that needs it among them.
   */
  private Uni<Void> open(LocalDate day) {
    String name = partition(day);
    return pool.withTransaction(
            tx ->
                tx.query("select pg_advisory_xact_lock(hashtext('fact partitions'))")
                    .execute()
                    .chain(() -> tx.query("select to_regclass('%s')".formatted(name)).execute())
                    .chain(
                        rows ->
                            rows.iterator().next().getValue(0) == null
                                ? attach(tx, name, day)
                                : Uni.createFrom().voidItem()))
        .invoke(() -> days.add(day));
  }

  private static Uni<Void> attach(SqlConnection tx, String name, LocalDate day) {
    return tx.query("create table %s (like fact including all)".formatted(name))
        .execute()
        .chain(
            () ->
                tx.query(
                        "alter table fact attach partition %s for values from ('%s') to ('%s')"
                            .formatted(name, day, day.plusDays(1)))
                    .execute())
        .replaceWithVoid();
  }

  /**
   * Drops the days that retention has passed and that are published to the last fact; answers how
   * many.
   */
  public Uni<Integer> dropOldDays() {
    LocalDate oldest = dayOf(clock.instant().minus(config.facts().retention()));
    return pool.query(
            """
            select inhrelid::regclass::text as name from pg_inherits where inhparent = 'fact'::regclass
            """)
        .execute()
        .chain(
            rows -> {
              Uni<Integer> dropped = Uni.createFrom().item(0);
              for (String name : stream(rows).map(row -> row.getString("name")).toList()) {
                if (name.compareTo(partition(oldest)) < 0) {
                  dropped = dropped.chain(sum -> drop(name).map(gone -> sum + (gone ? 1 : 0)));
                }
              }
              return dropped;
            });
  }

  /**
   * Only once whoever still writes to it has ended, and in the order in which writers lock. It does
   * not wait long for that: behind a dump it would hold up every gate until the dump has ended.
   */
  private Uni<Boolean> drop(String partition) {
    String unpublished =
        """
        select exists (
          select from %s f join relay_shard s using (shard)
           where (f.epoch, f.tx, f.position) > (s.epoch, s.tx, s.position)
             and (f.epoch, f.tx, f.position) >
                 (select epoch, tx, position from relay_shard order by epoch, tx, position limit 1))
        """
            .formatted(partition);
    return pool.withTransaction(
            tx ->
                tx.query(
                        "set local lock_timeout = '500ms'; lock table only fact in access exclusive mode; lock table %s in access exclusive mode"
                            .formatted(partition))
                    .execute()
                    .chain(() -> tx.query(unpublished).execute())
                    .chain(
                        rows ->
                            rows.iterator().next().getBoolean(0)
                                ? Uni.createFrom().item(false)
                                : tx.query("drop table " + partition).execute().replaceWith(true)))
        .onFailure(FactLog::isInUse)
        .recoverWithItem(false)
        .invoke(gone -> days.removeIf(day -> gone && partition(day).equals(partition)));
  }

  private static boolean isInUse(Throwable failure) {
    return failure instanceof PgException pg && pg.getSqlState().equals("55P03");
  }

  private LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, config.zone());
  }

  private static String partition(LocalDate day) {
    return "fact_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }

  private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
