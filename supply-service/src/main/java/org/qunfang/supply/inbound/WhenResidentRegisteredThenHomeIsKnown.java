package org.qunfang.supply.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.eventstore.Reaction;
import org.qunfang.supply.confinement.ConfinedHouseholds;

/**
 * Isolation orders name persons, needs name households: this is what ties them together.
 *
 * <p>Who is forgotten still lives there, and isolated at home still needs everything brought: only
 * leaving ends that, or moving, or that the entry is another's. Nothing personal is kept by it,
 * because with the key destroyed the id leads to nobody.
 */
@ApplicationScoped
class WhenResidentRegisteredThenHomeIsKnown implements Reaction {

  private final ConfinedHouseholds confined;

  WhenResidentRegisteredThenHomeIsKnown(ConfinedHouseholds confined) {
    this.confined = confined;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(
        ResidentRegistered.class, ResidentMoved.class, ResidentMerged.class, ResidentLeft.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    long version = received.envelope().version();
    return switch (received.envelope().event()) {
      case ResidentRegistered registered ->
          confined.lives(session, registered.resident(), registered.household(), version);
      case ResidentMoved moved ->
          confined.lives(session, moved.resident(), moved.household(), version);
      case ResidentMerged merged -> confined.lives(session, merged.resident(), null, version);
      case ResidentLeft left -> confined.lives(session, left.resident(), null, version);
      case DomainEvent other -> throw new IllegalStateException("nobody asked for " + other);
    };
  }
}
