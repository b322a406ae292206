package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;

/** A cleared contact is isolated for that contact no longer. */
@ApplicationScoped
class WhenContactClearedThenRelease implements Reaction {

  private final IsolationOrders orders;

  WhenContactClearedThenRelease(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(ContactCleared.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var cleared = (ContactCleared) received.envelope().event();
    ReleaseGround ground =
        Boolean.TRUE.equals(cleared.caseRuledOut())
            ? ReleaseGround.RULED_OUT
            : ReleaseGround.TERM_ENDED;
    return orders.lift(session, received, cleared.resident(), cleared.contact(), ground);
  }
}
