package org.qunfang.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventJson;

/**
 * Carries out commands: one transaction each, decided again when somebody else was faster, and
 * answered the same when they are sent again.
 */
@ApplicationScoped
public class Commands {

  private static final int TRIES = 8;
  private static final String UNIQUE_VIOLATION = "23505";

  private final Mutiny.SessionFactory sessions;
  private final LogSignal signal;
  private final Clock clock;
  private final Counter collisions;
  private final Counter repeated;

  Commands(Mutiny.SessionFactory sessions, LogSignal signal, Clock clock, MeterRegistry meters) {
    this.sessions = sessions;
    this.signal = signal;
    this.clock = clock;
    this.collisions =
        Counter.builder("qunfang.commands.collided")
            .description("Commands decided again because another was faster")
            .register(meters);
    this.repeated =
        Counter.builder("qunfang.commands.repeated")
            .description("Commands that were answered before")
            .register(meters);
  }

  /** Work in one transaction that appends; the relay is woken when it has committed. */
  public <T> Uni<T> transact(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> sessions.withTransaction(work))
        .onFailure(Commands::collided)
        .invoke(() -> collisions.increment())
        .onFailure(Commands::collided)
        .retry()
        .atMost(TRIES)
        .onFailure(Commands::collided)
        .transform(CollidedTooOften::new)
        .invoke(signal::committed);
  }

  /**
   * The same, once per key: a repeated command does nothing and gets the first answer.
   *
   * @param answer the type of the answer, written and read as JSON
   * @throws KeyReused through the Uni, when the key came with another command before
   */
  public <T> Uni<T> once(CommandKey key, Class<T> answer, Function<Mutiny.Session, Uni<T>> work) {
    return transact(
        session ->
            session
                .find(AnsweredCommand.class, key.id())
                .chain(
                    before ->
                        before == null
                            ? work.apply(session).call(first -> remember(session, key, first))
                            : repeat(key, before, answer)));
  }

  private <T> Uni<Void> remember(Mutiny.Session session, CommandKey key, T first) {
    return session
        .persist(new AnsweredCommand(key.id(), key.fingerprint(), write(first), clock.instant()))
        .chain(session::flush);
  }

  private <T> Uni<T> repeat(CommandKey key, AnsweredCommand before, Class<T> answer) {
    if (!before.fingerprint.equals(key.fingerprint())) {
      return Uni.createFrom().failure(new KeyReused());
    }
    repeated.increment();
    return Uni.createFrom().item(() -> read(before.answer, answer));
  }

  private static String write(Object answer) {
    try {
      return EventJson.MAPPER.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the answer", e);
    }
  }

  private static <T> T read(String answer, Class<T> type) {
    try {
      return EventJson.MAPPER.readValue(answer, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read the first answer", e);
    }
  }

  /**
   * A unique key was taken meanwhile: the stream's next version, the command's own key, or a read
   * model's row.
   */
  private static boolean collided(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState())) {
        return true;
      }
    }
    return false;
  }
}
