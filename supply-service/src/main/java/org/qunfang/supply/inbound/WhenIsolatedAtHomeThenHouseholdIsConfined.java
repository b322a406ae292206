package org.qunfang.supply.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
import org.qunfang.events.Received;
import org.qunfang.eventstore.Reaction;
import org.qunfang.supply.confinement.ConfinedHouseholds;

/**
 * From the order on, not only from its start: whoever has to stay at home has no time to shop
 * first. Who is isolated elsewhere is supplied there, and those at home may go out.
 */
@ApplicationScoped
class WhenIsolatedAtHomeThenHouseholdIsConfined implements Reaction {

  private final ConfinedHouseholds confined;

  WhenIsolatedAtHomeThenHouseholdIsConfined(ConfinedHouseholds confined) {
    this.confined = confined;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(IsolationOrdered.class, IsolationTransferred.class, IsolationReleased.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    DomainEvent event = received.envelope().event();
    if (event instanceof IsolationOrdered ordered) {
      return isolated(session, received, ordered.order(), ordered.person(), ordered.kind());
    }
    if (event instanceof IsolationTransferred moved) {
      return isolated(session, received, moved.order(), moved.person(), moved.to());
    }
    IsolationReleased released = (IsolationReleased) event;
    return known(session, received, released.order(), released.person(), false);
  }

  private Uni<Void> isolated(
      Mutiny.Session session, Received received, UUID order, UUID person, IsolationKind kind) {
    return switch (kind) {
      case HOME -> known(session, received, order, person, true);
      case CENTRAL, MEDICAL_OBSERVATION, HOSPITAL -> known(session, received, order, person, false);
    };
  }

  private Uni<Void> known(
      Mutiny.Session session, Received received, UUID order, UUID person, boolean atHome) {
    return confined.isolated(
        session,
        order,
        person,
        received.envelope().community(),
        atHome,
        received.envelope().version());
  }
}
