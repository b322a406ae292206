package org.qunfang.checkpoint.healthcode;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.HealthCodeEvent;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Reaction;
import org.qunfang.eventstore.Told;

/**
 * Derives health codes from cases, contacts and isolation orders, by the table of {@link Grounds}.
 */
@ApplicationScoped
class WhenOthersTellThenCodeFollows implements Reaction {

  private static final HealthCodeDecider DECIDER = new HealthCodeDecider();

  private final EventStore store;

  WhenOthersTellThenCodeFollows(EventStore store) {
    this.store = store;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Grounds.events();
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    Envelope told = received.envelope();
    return Grounds.of(told)
        .map(
            command ->
                code(session, command.person()).chain(code -> note(session, code, command, told)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static Uni<KnownHealthCode> code(Mutiny.Session session, UUID person) {
    return session
        .find(KnownHealthCode.class, person)
        .map(known -> known == null ? new KnownHealthCode(person) : known);
  }

  private Uni<Void> note(
      Mutiny.Session session, KnownHealthCode code, NoteGround command, Envelope told) {
    Division community =
        code.colour == CodeColour.GREEN ? told.community() : new Division(code.community);
    return store
        .conclude(
            session,
            DECIDER,
            HealthCodeEvent.class,
            EventStore.stream("healthcode", command.person()),
            command,
            new Told(community, told.time(), told.actor()))
        .chain(
            outcome -> {
              CodeColour colour = outcome.state().colour();
              if (code.colour == colour && colour == CodeColour.GREEN) {
                return Uni.createFrom().voidItem();
              }
              code.since = code.colour == colour ? code.since : outcome.happened().getLast().time();
              code.community = community.code();
              code.colour = colour;
              code.reason = outcome.state().reason();
              return session.contains(code)
                  ? Uni.createFrom().voidItem()
                  : session.persist(code).chain(session::flush);
            });
  }
}
