package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.OwnJson;

/**
 * Commands that begin something new, so many a second that concurrent callers share a transaction
 * ({@link GroupCommit}); with the promise of {@link Commands#once}, that a repeated command gets
 * the first answer.
 *
 * <p>The work first reads all that it decides on, in one statement, and after that only adds: so an
 * event's transaction is younger than those of all events it was decided on, as the relay needs it.
 * What somebody else changed in between shows by a constraint, and then all is looked at again.
 * Work that writes before it reads, because it waits for its turn, may read what a younger
 * transaction told: it says why no reader relies on the order of the two.
 *
 * @param <C> the commands
 * @param <A> their answers, kept as JSON
 */
public final class GroupedCommands<C, A> {

  private static final int TRIES = 5;

  /** Unique keys, and conditions between the columns of a row. */
  private static final Set<String> CHANGED_MEANWHILE = Set.of("23505", "23514");

  private static final String FIND =
      "select key, fingerprint, answer from answered_command where key = any($1)";

  private static final String REMEMBER =
      """
      insert into answered_command (key, fingerprint, answer, answered)
      select key, fingerprint, answer, $4 from unnest($1::uuid[], $2::text[], $3::text[]) a (key, fingerprint, answer)
      """;

  private final GroupCommit<Keyed<C>, Result<A>> group;
  private final BiFunction<SqlConnection, List<C>, Uni<List<Result<A>>>> work;
  private final Class<A> answers;
  private final Clock clock;
  private final Counter repeated;

  /** What became of a command. */
  public sealed interface Result<A> {

    /** It is durable. */
    record Done<A>(A answer) implements Result<A> {}

    /** It was refused; nothing of it is stored. */
    record Refused<A>(RuntimeException reason) implements Result<A> {}
  }

  private record Keyed<C>(CommandKey key, C command) {}

  private record Before<A>(String fingerprint, A answer) {}

  /**
   * @param work decides and stores commands on a connection that is in a transaction, and answers
   *     each in order; one that is refused harms no other
   */
  GroupedCommands(
      String name,
      Pool pool,
      EventLogConfig.Facts limits,
      LogSignal signal,
      MeterRegistry meters,
      Clock clock,
      Class<A> answers,
      BiFunction<SqlConnection, List<C>, Uni<List<Result<A>>>> work) {
    this.group = new GroupCommit<>(name, pool, limits, signal, meters, this::transact);
    this.work = work;
    this.answers = answers;
    this.clock = clock;
    this.repeated = Commands.repeated(meters);
  }

  /**
   * Carries out a command together with whatever else is waiting; the answer comes when it is
   * durable.
   *
   * @throws RuntimeException through the Uni, the reason why it was refused
   * @throws KeyReused through the Uni, when the key came with another command before
   */
  public Uni<A> once(CommandKey key, C command) {
    return group
        .submit(new Keyed<>(key, command))
        .map(
            result ->
                switch (result) {
                  case Result.Done<A>(A answer) -> answer;
                  case Result.Refused<A>(RuntimeException reason) -> throw reason;
                });
  }

  private Uni<List<Result<A>>> transact(SqlConnection connection, List<Keyed<C>> commands) {
    return attempt(connection, commands, 1);
  }

  private Uni<List<Result<A>>> attempt(
      SqlConnection connection, List<Keyed<C>> commands, int count) {
    return connection
        .begin()
        .chain(
            transaction ->
                answer(connection, commands)
                    .call(transaction::commit)
                    .onFailure()
                    .call(() -> transaction.rollback().onFailure().recoverWithNull()))
        .onFailure(failure -> wasOtherwise(failure) && count < TRIES)
        .recoverWithUni(() -> attempt(connection, commands, count + 1));
  }

  private static boolean wasOtherwise(Throwable failure) {
    return failure instanceof PgException pg && CHANGED_MEANWHILE.contains(pg.getSqlState());
  }

  private Uni<List<Result<A>>> answer(SqlConnection connection, List<Keyed<C>> commands) {
    return find(connection, commands)
        .chain(
            before -> {
              Turns<C, A> turns = new Turns<>(commands, before);
              List<Keyed<C>> fresh = turns.fresh();
              if (fresh.isEmpty()) {
                return Uni.createFrom().item(turns.results(List.of()));
              }
              return work.apply(connection, fresh.stream().map(Keyed::command).toList())
                  .call(results -> remember(connection, fresh, results))
                  .map(turns::results);
            });
  }

  private Uni<Map<UUID, Before<A>>> find(SqlConnection connection, List<Keyed<C>> commands) {
    UUID[] keys =
        commands.stream()
            .map(each -> each.key().id())
            .filter(Objects::nonNull)
            .toArray(UUID[]::new);
    if (keys.length == 0) {
      return Uni.createFrom().item(Map.of());
    }
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(keys))
        .map(
            rows -> {
              Map<UUID, Before<A>> before = new HashMap<>();
              for (Row row : rows) {
                before.put(
                    row.getUUID(0),
                    new Before<>(row.getString(1), OwnJson.read(row.getString(2), answers)));
              }
              repeated.increment(before.size());
              return before;
            });
  }

  private Uni<Void> remember(
      SqlConnection connection, List<Keyed<C>> commands, List<Result<A>> results) {
    List<UUID> keys = new ArrayList<>();
    List<String> fingerprints = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      CommandKey key = commands.get(i).key();
      if (key.id() != null && results.get(i) instanceof Result.Done<A>(A answer)) {
        keys.add(key.id());
        fingerprints.add(key.fingerprint());
        written.add(OwnJson.write(answer));
      }
    }
    if (keys.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(REMEMBER)
        .execute(
            Tuple.of(
                keys.toArray(UUID[]::new),
                fingerprints.toArray(String[]::new),
                written.toArray(String[]::new),
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /**
   * Whose turn it is: what was answered before is not carried out, nor what comes twice in a group.
   */
  private static final class Turns<C, A> {

    private final List<Keyed<C>> all;
    private final Map<UUID, Before<A>> before;
    private final Map<UUID, Keyed<C>> firsts = new HashMap<>();

    Turns(List<Keyed<C>> all, Map<UUID, Before<A>> before) {
      this.all = all;
      this.before = before;
      for (Keyed<C> each : all) {
        UUID id = each.key().id();
        if (id != null) {
          firsts.putIfAbsent(id, each);
        }
      }
    }

    List<Keyed<C>> fresh() {
      return all.stream().filter(each -> first(each) == each).toList();
    }

    /** The first of the group with that key; null for one that was answered before. */
    private @Nullable Keyed<C> first(Keyed<C> command) {
      UUID id = command.key().id();
      if (id == null) {
        return command;
      }
      return before.containsKey(id) ? null : firsts.get(id);
    }

    /** One for each of the group, from those of the fresh. */
    List<Result<A>> results(List<Result<A>> done) {
      Map<Keyed<C>, Result<A>> results = new IdentityHashMap<>();
      List<Keyed<C>> fresh = fresh();
      for (int i = 0; i < fresh.size(); i++) {
        results.put(fresh.get(i), done.get(i));
      }
      return all.stream().map(each -> result(each, results)).toList();
    }

    private Result<A> result(Keyed<C> command, Map<Keyed<C>, Result<A>> results) {
      Keyed<C> first = first(command);
      if (first != null) {
        return first.key().equals(command.key())
            ? Objects.requireNonNull(results.get(first))
            : new Result.Refused<>(new KeyReused());
      }
      Before<A> answered = Objects.requireNonNull(before.get(command.key().id()));
      return answered.fingerprint().equals(command.key().fingerprint())
          ? new Result.Done<>(answered.answer())
          : new Result.Refused<>(new KeyReused());
    }
  }
}
