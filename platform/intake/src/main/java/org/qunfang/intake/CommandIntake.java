package org.qunfang.intake;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.qunfang.events.EventIds;
import org.qunfang.events.UnreadableEvent;
import org.qunfang.eventstore.CollidedTooOften;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.KeyReused;
import org.qunfang.eventstore.Weather;
import org.qunfang.intake.EventIntake.Answer;
import org.qunfang.intake.EventIntake.Incoming;
import org.qunfang.security.Problem;
import org.qunfang.security.Wordless;

/**
 * Events of other systems that a decider must agree to: each one command, in order, in a
 * transaction of its own.
 */
public final class CommandIntake {

  private static final Logger LOG = Logger.getLogger(CommandIntake.class);

  private CommandIntake() {}

  /**
   * Carries out events as commands.
   *
   * @param carryOut decides and appends in the session; it may fail with {@link CommandRejected} or
   *     a {@link Problem}
   */
  public static Uni<List<Answer>> take(
      Commands commands,
      List<Incoming> events,
      BiFunction<Mutiny.Session, Incoming, Uni<?>> carryOut) {
    return Multi.createFrom()
        .iterable(events)
        .onItem()
        .transformToUniAndConcatenate(event -> one(commands, event, carryOut))
        .collect()
        .asList();
  }

  private static Uni<Answer> one(
      Commands commands, Incoming event, BiFunction<Mutiny.Session, Incoming, Uni<?>> carryOut) {
    // Whoever gets another answer than the own one was not the first.
    String own = EventIds.next().toString();
    return commands
        .once(event.key(), String.class, session -> carryOut.apply(session, event).replaceWith(own))
        .<Answer>map(first -> first.equals(own) ? new Answer.Accepted() : new Answer.Duplicate())
        .onFailure(CommandRejected.class)
        .recoverWithItem(
            failure -> new Answer.Rejected(StoreProblems.of(((CommandRejected) failure).reason())))
        .onFailure(KeyReused.class)
        .recoverWithItem(
            () ->
                new Answer.Rejected(
                    Problem.unprocessable(
                        "ID_REUSED", "This source told another event under this id before.")))
        .onFailure(CollidedTooOften.class)
        .recoverWithItem(() -> new Answer.Rejected(StoreProblems.concurrentChange()))
        .onFailure(UnreadableEvent.class)
        .recoverWithItem(
            failure ->
                new Answer.Rejected(
                    Problem.unprocessable(
                        "UNREADABLE_EVENT", String.valueOf(failure.getMessage()))))
        .onFailure(Problem.class)
        .recoverWithItem(failure -> new Answer.Rejected((Problem) failure))
        // What else is this event's own fault sinks no other; the database's is for all.
        .onFailure(failure -> !Weather.isToBlameFor(failure))
        .invoke(failure -> LOG.error("an event was refused", Wordless.of(failure)))
        .onFailure(failure -> !Weather.isToBlameFor(failure))
        .recoverWithItem(
            () ->
                new Answer.Rejected(
                    Problem.unprocessable(
                        "CANNOT_BE_STORED", "The event holds a value that cannot be stored.")));
  }
}
