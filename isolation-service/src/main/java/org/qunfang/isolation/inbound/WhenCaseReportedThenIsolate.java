package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;
import org.qunfang.isolation.order.IsolationRules;

/** A case is isolated by what it is: suspected in central isolation, any other in hospital. */
@ApplicationScoped
class WhenCaseReportedThenIsolate implements Reaction {

  private final IsolationOrders orders;

  WhenCaseReportedThenIsolate(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseReported.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    var reported = (CaseReported) received.envelope().event();
    return orders.isolate(
        session,
        received,
        reported.resident(),
        today ->
            Optional.of(IsolationRules.caseOf(reported.caseId(), reported.caseClass(), today)));
  }
}
