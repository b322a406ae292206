package org.qunfang.resident.passage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Sweep;

/**
 * Copies of hot facts, in a partition for each day in the field: made when the first of a day
 * comes, dropped as a whole when its time has passed.
 */
@ApplicationScoped
public class KeptDays implements Sweep {

  private static final int PAGE = 10_000;

  private static final String FORGET_STREAMS =
      """
      delete from file_stream
       where stream in (select stream from file_stream where learned < $1 limit $2)
      """;

  private final Pool pool;
  private final EventLogConfig config;
  private final Retention retention;
  private final Clock clock;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  KeptDays(Pool pool, EventLogConfig config, Retention retention, Clock clock) {
    this.pool = pool;
    this.config = config;
    this.retention = retention;
    this.clock = clock;
  }

  /** A table that is kept by days. */
  public enum Copy {
    /** Passages at gates. */
    PASSAGE,
    /** What comes every day into the files of persons and households. */
    ENTRY;

    private String table() {
      return this == PASSAGE ? "passage" : "daily_entry";
    }
  }

  /** True when a fact of that time is still kept. */
  public boolean keeps(Copy copy, Instant time) {
    return !dayOf(time).isBefore(oldest(copy, clock.instant()));
  }

  /** Since when facts are kept. */
  public Instant since(Copy copy) {
    return oldest(copy, clock.instant()).atStartOfDay(config.zone()).toInstant();
  }

  /**
   * Makes the partitions for facts of those times, where there are none yet, in the transaction
   * that writes the facts.
   */
  public Uni<Void> open(Mutiny.Session session, Copy copy, Collection<Instant> times) {
    Set<LocalDate> missing = new TreeSet<>();
    for (Instant time : times) {
      LocalDate day = dayOf(time);
      if (!open.contains(partition(copy, day))) {
        missing.add(day);
      }
    }
    Uni<Void> opened = Uni.createFrom().voidItem();
    for (LocalDate day : missing) {
      opened = opened.chain(() -> open(session, copy, day));
    }
    return opened;
  }

  /**
   * Made apart and then attached: nobody who reads or writes the other days has to wait for it.
   * Only a partition that was there before is remembered; what this transaction makes may still
   * come to nothing.
   */
  private Uni<Void> open(Mutiny.Session session, Copy copy, LocalDate day) {
    String name = partition(copy, day);
    return session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtext('kept days')) as text)", String.class)
        .getSingleResultOrNull()
        .chain(
            () ->
                session
                    .createNativeQuery("select to_regclass(:name) is not null", Boolean.class)
                    .setParameter("name", name)
                    .getSingleResult())
        .chain(there -> there ? known(name) : attach(session, copy, day));
  }

  private Uni<Void> known(String name) {
    open.add(name);
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> attach(Mutiny.Session session, Copy copy, LocalDate day) {
    String name = partition(copy, day);
    return run(session, "create table %s (like %s including all)".formatted(name, copy.table()))
        .chain(
            () ->
                run(
                    session,
                    "alter table %s attach partition %s for values from ('%s') to ('%s')"
                        .formatted(copy.table(), name, begin(day), begin(day.plusDays(1)))));
  }

  private static Uni<Void> run(Mutiny.Session session, String statement) {
    return session.createNativeQuery(statement).executeUpdate().replaceWithVoid();
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(config.zone()).toInstant();
  }

  @Override
  public String name() {
    return "copies-expired";
  }

  /** Drops the days whose time has passed by then, and what goes with them; tells how many days. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    Uni<Integer> dropped =
        forgetStreams(asOf.minus(retention.streams()).atOffset(ZoneOffset.UTC)).replaceWith(0);
    for (Copy copy : Copy.values()) {
      dropped = dropped.chain(sum -> dropOld(copy, asOf).map(more -> sum + more));
    }
    return dropped;
  }

  private Uni<Void> forgetStreams(OffsetDateTime before) {
    return pool.preparedQuery(FORGET_STREAMS)
        .execute(Tuple.of(before, PAGE))
        .chain(
            gone -> gone.rowCount() < PAGE ? Uni.createFrom().voidItem() : forgetStreams(before));
  }

  private Uni<Integer> dropOld(Copy copy, Instant asOf) {
    String oldest = partition(copy, oldest(copy, asOf));
    return pool.preparedQuery(
            "select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::text::regclass")
        .execute(Tuple.of(copy.table()))
        .chain(
            rows -> {
              Uni<Integer> dropped = Uni.createFrom().item(0);
              for (String name : names(rows)) {
                if (name.compareTo(oldest) < 0) {
                  dropped =
                      dropped.chain(sum -> drop(copy, name).map(gone -> gone ? sum + 1 : sum));
                }
              }
              return dropped;
            });
  }

  private static List<String> names(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getString("name"))
        .sorted()
        .toList();
  }

  /** It does not wait long for those who read: it comes again. */
  private Uni<Boolean> drop(Copy copy, String name) {
    return pool.withTransaction(
            tx ->
                tx.query("set local lock_timeout = '500ms'")
                    .execute()
                    .chain(
                        () ->
                            tx.query(
                                    "lock table only %s in access exclusive mode"
                                        .formatted(copy.table()))
                                .execute())
                    .chain(() -> tx.query("drop table if exists " + name).execute()))
        .replaceWith(true)
        .invoke(() -> open.remove(name))
        .onFailure(failure -> failure instanceof PgException pg && isInUse(pg))
        .recoverWithItem(false);
  }

  private static boolean isInUse(PgException failure) {
    return failure.getSqlState().equals("55P03");
  }

  private LocalDate oldest(Copy copy, Instant asOf) {
    Duration kept =
        switch (copy) {
          case PASSAGE -> retention.passages();
          case ENTRY -> retention.entries();
        };
    return dayOf(asOf.minus(kept));
  }

  private LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, config.zone());
  }

  private static String partition(Copy copy, LocalDate day) {
    return copy.table() + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }
}
