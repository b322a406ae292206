package org.qunfang.supply.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.eventstore.Reaction;
import org.qunfang.supply.confinement.ConfinedHouseholds;

/**
 * Isolation orders name persons, needs name households: this is what ties them together.
 *
 * <p>Who is forgotten still lives there, and isolated at home still needs everything brought: only
 * leaving ends that. Nothing personal is kept by it, because with the key destroyed the id leads to
 * nobody.
 */
@ApplicationScoped
class WhenResidentRegisteredThenHomeIsKnown implements Reaction {

  private final ConfinedHouseholds confined;

  WhenResidentRegisteredThenHomeIsKnown(ConfinedHouseholds confined) {
    this.confined = confined;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(ResidentRegistered.class, ResidentLeft.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    long version = received.envelope().version();
    DomainEvent event = received.envelope().event();
    if (event instanceof ResidentRegistered registered) {
      return confined.lives(session, registered.resident(), registered.household(), version);
    }
    return confined.lives(session, ((ResidentLeft) event).resident(), null, version);
  }
}
