package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.OwnJson;

/**
 * Carries out commands: one transaction each, decided again when somebody else was faster, and
 * answered the same when they are sent again.
 */
@ApplicationScoped
public class Commands {

  private static final int TRIES = 8;

  /** Unique violation, serialization failure, deadlock. */
  private static final Set<String> COLLISIONS = Set.of("23505", "40001", "40P01");

  private final Mutiny.SessionFactory sessions;
  private final Pool pool;
  private final EventLogConfig config;
  private final Vertx vertx;
  private final LogSignal signal;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Counter collisions;
  private final Counter repeated;

  Commands(
      Mutiny.SessionFactory sessions,
      Pool pool,
      EventLogConfig config,
      Vertx vertx,
      LogSignal signal,
      Clock clock,
      MeterRegistry meters) {
    this.sessions = sessions;
    this.pool = pool;
    this.config = config;
    this.meters = meters;
    this.vertx = vertx;
    this.signal = signal;
    this.clock = clock;
    this.collisions =
        Counter.builder("qunfang.commands.collided")
            .description("Commands decided again because another was faster")
            .register(meters);
    this.repeated = repeated(meters);
  }

  static Counter repeated(MeterRegistry meters) {
    return Counter.builder("qunfang.commands.repeated")
        .description("Commands that were answered before")
        .register(meters);
  }

  /**
   * Work in one transaction that appends; the relay is woken when it has committed.
   *
   * <p>All of it sees the database as it was at its beginning, and collides with whoever has
   * changed meanwhile what it changes too. So a decision never rests on two moments, no update of a
   * read model is lost, and an event's transaction is younger than those of all events it was
   * decided on, by which the relay orders them.
   */
  public <T> Uni<T> transact(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () ->
                VertxContext.isOnDuplicatedContext()
                    ? attempt(work, 1, Here.executor())
                    : Uni.createFrom()
                        .voidItem()
                        .emitOn(Here.ofItsOwn(vertx))
                        .chain(() -> attempt(work, 1, Here.executor())))
        .invoke(signal::committed);
  }

  private <T> Uni<T> attempt(Function<Mutiny.Session, Uni<T>> work, int count, Executor here) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery("set transaction isolation level repeatable read")
                    .executeUpdate()
                    .chain(() -> work.apply(session)))
        .onFailure(Commands::collided)
        .recoverWithUni(failure -> again(work, count, here, failure));
  }

  private <T> Uni<T> again(
      Function<Mutiny.Session, Uni<T>> work, int count, Executor here, Throwable failure) {
    collisions.increment();
    if (count == TRIES) {
      return Uni.createFrom().failure(new CollidedTooOften(failure));
    }
    Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, 2L << count));
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(pause)
        .emitOn(here)
        .chain(() -> attempt(work, count + 1, here));
  }

  /**
   * The same, once per key: a repeated command does nothing and gets the first answer.
   *
   * @param answer the type of the answer, written and read as JSON
   * @throws KeyReused through the Uni, when the key came with another command before
   */
  public <T> Uni<T> once(CommandKey key, Class<T> answer, Function<Mutiny.Session, Uni<T>> work) {
    UUID id = key.id();
    if (id == null) {
      return transact(work);
    }
    return transact(
        session ->
            session
                .find(AnsweredCommand.class, id)
                .chain(
                    before ->
                        before == null
                            ? work.apply(session)
                                .call(first -> remember(session, id, key.fingerprint(), first))
                            : repeat(key, before, answer)));
  }

  /**
   * Commands that begin something new, and that concurrent callers share a transaction for.
   *
   * @param name tells them apart in metrics
   * @param answer the type of the answers, written and read as JSON
   * @param work see {@link GroupedCommands}
   */
  public <C, A> GroupedCommands<C, A> grouped(
      String name,
      Class<A> answer,
      BiFunction<SqlConnection, List<C>, Uni<List<GroupedCommands.Result<A>>>> work) {
    return new GroupedCommands<>(name, pool, config.facts(), signal, meters, clock, answer, work);
  }

  private <T> Uni<Void> remember(Mutiny.Session session, UUID id, String fingerprint, T first) {
    return session
        .persist(new AnsweredCommand(id, fingerprint, OwnJson.write(first), clock.instant()))
        .chain(session::flush);
  }

  private <T> Uni<T> repeat(CommandKey key, AnsweredCommand before, Class<T> answer) {
    if (!before.fingerprint.equals(key.fingerprint())) {
      return Uni.createFrom().failure(new KeyReused());
    }
    repeated.increment();
    return Uni.createFrom().item(() -> OwnJson.read(before.answer, answer));
  }

  /**
   * Somebody else was faster: a unique key was taken meanwhile (the stream's next version, the
   * command's own key, a read model's row), or a row was changed that this changes too.
   */
  private static boolean collided(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException pg && COLLISIONS.contains(pg.getSqlState())) {
        return true;
      }
      // Hibernate tells what the driver said in JDBC's words.
      if (cause instanceof SQLException sql && COLLISIONS.contains(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
