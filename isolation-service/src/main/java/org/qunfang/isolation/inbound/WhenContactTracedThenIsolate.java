package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/** A contact of a case is isolated by the contact's class and setting. */
@ApplicationScoped
class WhenContactTracedThenIsolate implements Reaction {

  private final IsolationOrders orders;

  WhenContactTracedThenIsolate(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(ContactTraced.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var traced = (ContactTraced) received.envelope().event();
    return orders.isolate(
        session, received, traced.resident(), today -> IsolationRules.contact(traced, today));
  }
}
