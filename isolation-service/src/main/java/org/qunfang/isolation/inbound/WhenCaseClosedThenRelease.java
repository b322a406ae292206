package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseDied;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.eventstore.Reaction;
import org.qunfang.isolation.order.IsolationOrders;

/** The outcome of a case ends the isolation that it asked for. */
@ApplicationScoped
class WhenCaseClosedThenRelease implements Reaction {

  private final IsolationOrders orders;

  WhenCaseClosedThenRelease(IsolationOrders orders) {
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseRuledOut.class, CaseRecovered.class, CaseDied.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    return switch (received.envelope().event()) {
      case CaseRuledOut e ->
          orders.lift(session, received, e.resident(), e.caseId(), ReleaseGround.RULED_OUT);
      case CaseRecovered e ->
          orders.lift(session, received, e.resident(), e.caseId(), ReleaseGround.RECOVERED);
      case CaseDied e ->
          orders.lift(session, received, e.resident(), e.caseId(), ReleaseGround.DIED);
      case DomainEvent other ->
          throw new IllegalStateException(other.getClass() + " is none of to()");
    };
  }
}
