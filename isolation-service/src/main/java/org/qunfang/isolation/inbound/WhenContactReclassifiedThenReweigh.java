package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/** A contact of another class than was thought is isolated as that class is. */
@ApplicationScoped
class WhenContactReclassifiedThenReweigh implements Reaction {

  private final IsolationOrders orders;

  WhenContactReclassifiedThenReweigh(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(ContactReclassified.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var to = (ContactReclassified) received.envelope().event();
    return orders.reweigh(
        session, received, to.resident(), to.contact(), today -> IsolationRules.contact(to, today));
  }
}
