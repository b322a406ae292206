package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.events.Received;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/**
 * An isolated person whose daily check finds a fever or a dry cough goes under medical observation.
 */
@ApplicationScoped
class WhenCheckFindsFeverThenObserve implements Reaction {

  private final IsolationOrders orders;

  WhenCheckFindsFeverThenObserve(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(HealthChecked.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var made = (HealthChecked) received.envelope().event();
    UUID check = received.envelope().id();
    return orders.observe(
        session, received, made.person(), today -> IsolationRules.check(check, made));
  }
}
