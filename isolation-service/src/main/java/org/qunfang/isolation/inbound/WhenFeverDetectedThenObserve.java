package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/**
 * A known person with a fever at a gate goes under medical observation; a stranger is the gate's to
 * hand over.
 */
@ApplicationScoped
class WhenFeverDetectedThenObserve implements Reaction {

  private final IsolationOrders orders;

  WhenFeverDetectedThenObserve(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(FeverDetected.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var detected = (FeverDetected) received.envelope().event();
    return detected.person() == null
        ? Uni.createFrom().voidItem()
        : orders.isolate(
            session,
            received,
            detected.person(),
            today -> Optional.of(IsolationRules.fever(detected, today)));
  }
}
