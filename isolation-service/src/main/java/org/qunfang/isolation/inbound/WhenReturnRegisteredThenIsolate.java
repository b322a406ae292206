package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/** Who comes back is isolated by the risk level of where they were. */
@ApplicationScoped
class WhenReturnRegisteredThenIsolate implements Reaction {

  private final IsolationOrders orders;

  WhenReturnRegisteredThenIsolate(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(ReturnRegistered.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var back = (ReturnRegistered) received.envelope().event();
    UUID report = received.envelope().id();
    return orders.isolate(
        session, received, back.resident(), today -> IsolationRules.returnee(report, back, today));
  }
}
