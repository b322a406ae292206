package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/** A suspected case that is confirmed goes on in hospital. */
@ApplicationScoped
class WhenCaseConfirmedThenHospital implements Reaction {

  private final IsolationOrders orders;

  WhenCaseConfirmedThenHospital(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseConfirmed.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var confirmed = (CaseConfirmed) received.envelope().event();
    return orders.isolate(
        session,
        received,
        confirmed.resident(),
        today ->
            Optional.of(IsolationRules.caseOf(confirmed.caseId(), CaseClass.CONFIRMED, today)));
  }
}
