package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.Told;
import org.qunfang.security.Problem;

/**
 * A feature's door for events that other systems tell. A service may have several; each type has
 * one owner.
 *
 * <p>What comes in has been read and obeys {@link FieldReport}; the feature decides, as for its
 * REST commands.
 */
public interface EventIntake {

  /** The types that it takes. */
  Set<Class<? extends DomainEvent>> types();

  /** Takes events, in order, and answers each. One that is refused harms no other. */
  Uni<List<Answer>> take(List<Incoming> events);

  /**
   * An event as another system told it.
   *
   * @param id derived from the sender and the CloudEvents source and id: the same event posted
   *     again has the same, and nobody can use up the ids of somebody else
   * @param traceparent the trace of the request
   */
  record Incoming(UUID id, Told told, @Nullable String traceparent, DomainEvent event) {

    /**
     * The same id, with all that was told: another place or time is another event; for {@link
     * org.qunfang.eventstore.Commands#once}.
     */
    public CommandKey key() {
      return new CommandKey(id, EventIds.named(event.toString(), told.toString()).toString());
    }
  }

  /** What became of an event. */
  sealed interface Answer {

    /** It is durable. */
    record Accepted() implements Answer {}

    /** It was accepted before. */
    record Duplicate() implements Answer {}

    /** It was refused; nothing of it is stored. */
    record Rejected(Problem problem) implements Answer {}
  }
}
