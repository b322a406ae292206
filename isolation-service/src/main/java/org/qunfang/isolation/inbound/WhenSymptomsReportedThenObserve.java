package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.SymptomsReported;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/** A resident with a fever or a dry cough goes under medical observation. */
@ApplicationScoped
class WhenSymptomsReportedThenObserve implements Reaction {

  private final IsolationOrders orders;

  WhenSymptomsReportedThenObserve(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(SymptomsReported.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var told = (SymptomsReported) received.envelope().event();
    UUID report = received.envelope().id();
    return orders.isolate(
        session, received, told.resident(), today -> IsolationRules.symptoms(report, told, today));
  }
}
