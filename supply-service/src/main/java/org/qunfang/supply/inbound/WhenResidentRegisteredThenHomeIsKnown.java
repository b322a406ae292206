package org.qunfang.supply.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.eventstore.BulkReaction;
import org.qunfang.supply.confinement.ConfinedHouseholds;
import org.qunfang.supply.confinement.ConfinedHouseholds.Home;

/**
 * Isolation orders name persons, needs name households: this is what ties them together.
 *
 * <p>Who is forgotten still lives there, and isolated at home still needs everything brought: only
 * leaving ends that, or moving, or that the entry is another's. Nothing personal is kept by it,
 * because with the key destroyed the id leads to nobody.
 */
@ApplicationScoped
class WhenResidentRegisteredThenHomeIsKnown implements BulkReaction {

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
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    return confined.live(session, received.stream().map(each -> home(each.envelope())).toList());
  }

  private static Home home(Envelope told) {
    return switch (told.event()) {
      case ResidentRegistered registered ->
          new Home(registered.resident(), registered.household(), told.version());
      case ResidentMoved moved -> new Home(moved.resident(), moved.household(), told.version());
      case ResidentMerged merged -> new Home(merged.resident(), null, told.version());
      case ResidentLeft left -> new Home(left.resident(), null, told.version());
      case DomainEvent other -> throw new IllegalStateException("nobody asked for " + other);
    };
  }
}
