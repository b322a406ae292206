package org.qunfang.resident.importing;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.eventstore.Here;
import org.qunfang.eventstore.LogSignal;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Sweeps;
import org.qunfang.eventstore.Weather;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.division.DivisionsInForce;
import org.qunfang.resident.importing.Fault.Code;
import org.qunfang.resident.personal.DestroyedKeys;
import org.qunfang.resident.register.Report;

/**
 * Takes rosters over, one batch and its progress to a transaction: wherever it is broken off, it
 * goes on from there, and nothing is counted twice. Any instance may go on with any import; two
 * never do the same batch, but each one in a lane of its own.
 */
@ApplicationScoped
class ImportRuns implements Sweep {

  private static final Logger LOG = Logger.getLogger(ImportRuns.class);

  private static final String ALREADY_REGISTERED = "ALREADY_REGISTERED";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> RACES = Set.of("40001", "40P01");
  private static final Set<String> COLLISIONS = Set.of(UNIQUE_VIOLATION, "40001", "40P01");
  private static final int TRIES = 8;
  private static final int AT_ONCE = 100;
  private static final Duration STAGED_WITHIN = Duration.ofHours(1);

  /**
   * As commands: what is decided never rests on two moments. In words, because the driver's own
   * transactions end with the first statement that fails, savepoint or not.
   */
  private static final String AT_ONE_MOMENT = "begin isolation level repeatable read";

  private static final String TO_DO =
      """
      select id, received from roster_import
       where status = 'RUNNING' and (received, id) > ($1, $2)
       order by received, id limit $3
      """;

  private static final String NEXT =
      """
      select i.community, i.actor, i.received, i.dry_run, l.number lane, b.number, k.key, b.content
        from roster_lane l
        join roster_import i on i.id = l.import
        join roster_key k on k.import = i.id
        join roster_batch b on b.import = i.id and b.number = l.next_batch
       where i.id = $1 and i.status = 'RUNNING' and l.next_batch < l.end_batch
       order by l.number limit 1
         for update of l skip locked
      """;

  private static final String PROGRESS =
      """
      update roster_lane
         set registered = registered + $3, known = known + $4, rejected = rejected + $5,
             households = households + $6, next_batch = next_batch + 1
       where import = $1 and number = $2
      """;

  /**
   * Sums only grow: who reckoned before somebody else told more tells nothing. Whoever commits the
   * last batch sees all the others.
   */
  static final String TELL =
      """
      update roster_import i
         set registered = l.registered, known = l.known, rejected = l.rejected,
             households = l.households, version = version + 1,
             status = case when l.done and status = 'RUNNING' then 'DONE' else status end,
             finished = case when l.done and status = 'RUNNING' then now() else finished end
        from (select sum(registered) registered, sum(known) known, sum(rejected) rejected,
                     sum(households) households, bool_and(next_batch = end_batch) done
                from roster_lane where import = %1$s) l
       where i.id = %1$s
         and l.registered + l.known + l.rejected > i.registered + i.known + i.rejected
      """;

  private static final String TAKEN = "delete from roster_batch where import = $1 and number = $2";

  private static final String EXPIRE =
      """
      with late as (
        update roster_import set status = 'EXPIRED', finished = $1, version = version + 1
         where status = 'RUNNING' and received < $2
        returning id)
      delete from roster_batch where import in (select id from late)
      """;

  private static final String FORGET =
      """
      delete from roster_import
       where status = 'STAGING' and received < $1 or finished < $2
      """;

  /** A key is of use as long as its import goes on. */
  private static final String DESTROY_KEYS =
      """
      with useless as (
        delete from roster_key k
         where not exists (select from roster_import i
                            where i.id = k.import and i.status in ('STAGING', 'RUNNING'))
        returning import)
      insert into destroyed_key (subject, held_in) select import, 'roster_key' from useless
      """;

  private final Pool pool;
  private final Staging staging;
  private final Registering registering;
  private final Sweeps sweeps;
  private final FieldReport field;
  private final LogSignal signal;
  private final DestroyedKeys destroyedKeys;
  private final ImportConfig config;
  private final Vertx vertx;
  private final UnicastProcessor<UUID> handedIn = UnicastProcessor.create();

  ImportRuns(
      Pool pool,
      Staging staging,
      Registering registering,
      Sweeps sweeps,
      FieldReport field,
      LogSignal signal,
      DestroyedKeys destroyedKeys,
      ImportConfig config,
      Vertx vertx) {
    this.pool = pool;
    this.staging = staging;
    this.registering = registering;
    this.sweeps = sweeps;
    this.field = field;
    this.signal = signal;
    this.destroyedKeys = destroyedKeys;
    this.config = config;
    this.vertx = vertx;
  }

  @Override
  public String name() {
    return "imports-due";
  }

  /** Goes on with all that was broken off; tells with how many. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return expire(asOf)
        .chain(
            () ->
                sweeps.through(
                    name(), new ToDo(Instant.EPOCH, new UUID(0, 0)), this::page, this::goOn))
        .call(() -> pool.query(DESTROY_KEYS).execute())
        .call(destroyedKeys::erase);
  }

  private record ToDo(Instant received, UUID id) {}

  private Uni<List<ToDo>> page(ToDo last) {
    return pool.preparedQuery(TO_DO)
        .execute(Tuple.of(last.received().atOffset(ZoneOffset.UTC), last.id(), AT_ONCE))
        .map(
            rows -> {
              List<ToDo> page = new ArrayList<>();
              rows.forEach(
                  row ->
                      page.add(
                          new ToDo(
                              row.getOffsetDateTime("received").toInstant(), row.getUUID("id"))));
              return page;
            });
  }

  private Uni<Boolean> goOn(ToDo each) {
    return goOn(each.id());
  }

  /** Begins with one that was handed in, as soon as not too many others are at work. */
  void begin(UUID id) {
    handedIn.onNext(id);
  }

  @PostConstruct
  void takeWhatIsHandedIn() {
    handedIn
        .onItem()
        .transformToUni(
            id -> Uni.createFrom().item(id).emitOn(Here.ofItsOwn(vertx)).chain(this::begun))
        .merge(config.takers())
        .subscribe()
        .with(
            done -> LOG.debug("an import was gone on with"),
            failure -> LOG.error("imports wait for the next look", failure));
  }

  /** If it fails, the next look goes on with it. */
  private Uni<Boolean> begun(UUID id) {
    return goOn(id)
        .onFailure()
        .invoke(
            failure ->
                LOG.warn(
                    "an import waits for the next look, import="
                        + id
                        + ": "
                        + failure.getClass().getName()))
        .onFailure()
        .recoverWithItem(false);
  }

  /** Takes over what is left, in all lanes at once; false when there is none. */
  Uni<Boolean> goOn(UUID id) {
    return tell(id)
        .chain(() -> Uni.join().all(Collections.nCopies(Lanes.MOST, lane(id))).andCollectFailures())
        .map(taken -> taken.contains(true))
        .onFailure(CompositeException.class)
        .transform(Throwable::getCause);
  }

  /** Takes over batch after batch until no lane has one left that nobody else is at. */
  private Uni<Boolean> lane(UUID id) {
    return Uni.createFrom()
        .deferred(() -> step(id))
        .repeat()
        .whilst(taken -> taken)
        .collect()
        .asList()
        .map(taken -> taken.contains(true));
  }

  /**
   * Takes over the next batch of a lane; false when there is none, or somebody is at each. What was
   * there already, as often as one looks, is a row's own fault.
   */
  Uni<Boolean> step(UUID id) {
    return step(id, COLLISIONS)
        .onFailure(failure -> failedWith(failure, Set.of(UNIQUE_VIOLATION)))
        .recoverWithUni(() -> step(id, RACES))
        .call(taken -> taken ? tell(id) : Uni.createFrom().voidItem());
  }

  /**
   * Sums up the lanes in their import, in a transaction of its own: in theirs, its row would let
   * them collide. Whoever is broken off before it is told for by the next look.
   */
  private Uni<Void> tell(UUID id) {
    return pool.preparedQuery(TELL.formatted("$1")).execute(Tuple.of(id)).replaceWithVoid();
  }

  /**
   * @param collisions after which all of it is done again
   */
  private Uni<Boolean> step(UUID id, Set<String> collisions) {
    return pool.withConnection(
            connection ->
                query(connection, AT_ONE_MOMENT)
                    .chain(() -> connection.preparedQuery(NEXT).execute(Tuple.of(id)))
                    .chain(rows -> next(connection, id, rows, collisions))
                    .call(() -> query(connection, "commit"))
                    .onFailure()
                    .call(() -> query(connection, "rollback")))
        .onFailure(failure -> failedWith(failure, collisions))
        .retry()
        .withBackOff(Duration.ofMillis(5))
        .atMost(TRIES)
        .invoke(signal::committed);
  }

  private Uni<Boolean> next(
      SqlConnection connection, UUID id, RowSet<Row> rows, Set<String> collisions) {
    if (rows.size() == 0) {
      return Uni.createFrom().item(false);
    }
    Row row = rows.iterator().next();
    int number = row.getInteger("number");
    List<Entry> entries =
        staging.open(
            id, row.getBuffer("key").getBytes(), number, row.getBuffer("content").getBytes());
    Run run =
        new Run(
            connection,
            new Division(row.getString("community")),
            new Report(row.getOffsetDateTime("received").toInstant(), row.getString("actor"), null),
            collisions);
    return query(connection, "savepoint batch")
        .chain(() -> run.take(entries))
        .call(() -> row.getBoolean("dry_run") ? undo(connection, "batch") : keep(connection))
        .chain(answers -> report(connection, id, row.getInteger("lane"), answers))
        .chain(() -> connection.preparedQuery(TAKEN).execute(Tuple.of(id, number)))
        .replaceWith(true);
  }

  /** What became of entries, and for how many doors there was no household before. */
  private record Answers(List<Entry> entries, List<Optional<String>> refusals, int households) {

    Answers and(Answers more) {
      List<Entry> all = new ArrayList<>(entries);
      all.addAll(more.entries);
      List<Optional<String>> answers = new ArrayList<>(refusals);
      answers.addAll(more.refusals);
      return new Answers(all, answers, households + more.households);
    }
  }

  private Uni<Void> report(SqlConnection connection, UUID id, int lane, Answers answers) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < answers.entries().size(); i++) {
      Entry entry = answers.entries().get(i);
      answers.refusals().get(i).ifPresent(code -> faults.add(fault(entry, code)));
    }
    int known =
        (int) faults.stream().filter(fault -> fault.code().equals(ALREADY_REGISTERED)).count();
    int rejected = faults.size() - known;
    int registered = answers.entries().size() - faults.size();
    return Faults.add(connection, id, faults)
        .chain(
            () ->
                connection
                    .preparedQuery(PROGRESS)
                    .execute(Tuple.of(id, lane, registered, known, rejected, answers.households())))
        .replaceWithVoid();
  }

  private static Fault fault(Entry entry, String code) {
    return new Fault(entry.row(), field(entry, code), code);
  }

  private static @Nullable String field(Entry entry, String code) {
    if (code.equals(DivisionsInForce.ABOLISHED)) {
      return Column.COMMUNITY.field();
    }
    return entry.hasDocument() ? entry.document().field() : null;
  }

  /** One batch on its way onto the register. */
  private final class Run {

    private final SqlConnection connection;
    private final Division within;
    private final Report report;
    private final Set<String> collisions;

    Run(SqlConnection connection, Division within, Report report, Set<String> collisions) {
      this.connection = connection;
      this.within = within;
      this.report = report;
      this.collisions = collisions;
    }

    /** All of them; when that fails for many, each half for itself, so that one sinks no other. */
    Uni<Answers> take(List<Entry> entries) {
      return query(connection, "savepoint part")
          .chain(() -> registering.register(connection, entries, within, report))
          .map(done -> new Answers(entries, done.refusals(), done.households()))
          .call(() -> query(connection, "release savepoint part"))
          .onFailure(failure -> !Weather.isToBlameFor(failure) && !failedWith(failure, collisions))
          .recoverWithUni(failure -> undo(connection, "part").chain(() -> halves(entries)));
    }

    private Uni<Answers> halves(List<Entry> entries) {
      if (entries.size() == 1) {
        return Uni.createFrom()
            .item(new Answers(entries, List.of(Optional.of(Code.CANNOT_BE_STORED.name())), 0));
      }
      int half = entries.size() / 2;
      return take(entries.subList(0, half))
          .chain(first -> take(entries.subList(half, entries.size())).map(first::and));
    }
  }

  private static Uni<Void> undo(SqlConnection connection, String savepoint) {
    return query(connection, "rollback to savepoint " + savepoint);
  }

  private static Uni<Void> keep(SqlConnection connection) {
    return query(connection, "release savepoint batch");
  }

  private static Uni<Void> query(SqlConnection connection, String statement) {
    return connection.query(statement).execute().replaceWithVoid();
  }

  private static boolean failedWith(Throwable failure, Set<String> states) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException pg && states.contains(pg.getSqlState())) {
        return true;
      }
    }
    return false;
  }

  /** What waited too long is destroyed, and what was long ago is forgotten. */
  private Uni<Void> expire(Instant asOf) {
    var now = asOf.atOffset(ZoneOffset.UTC);
    return pool.preparedQuery(EXPIRE)
        .execute(Tuple.of(now, now.minus(config.patience())))
        .chain(
            () ->
                pool.preparedQuery(FORGET)
                    .execute(Tuple.of(now.minus(STAGED_WITHIN), now.minus(config.retention()))))
        .replaceWithVoid();
  }
}
