package org.qunfang.resident.certificate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.eventstore.Reaction;

/** Whoever is to be isolated has a certificate no longer that says they may go to work. */
@ApplicationScoped
class WhenIsolatedThenRevoke implements Reaction {

  private final HealthCertificates certificates;

  WhenIsolatedThenRevoke(HealthCertificates certificates) {
    this.certificates = certificates;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(IsolationOrdered.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    return received.envelope().event() instanceof IsolationOrdered ordered
        ? certificates.revokeAll(
            session, ordered.person(), CertificateRevocation.ISOLATION_ORDERED, received.envelope())
        : Uni.createFrom().voidItem();
  }
}
