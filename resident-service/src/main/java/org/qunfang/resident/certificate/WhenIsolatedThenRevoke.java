package org.qunfang.resident.certificate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.eventstore.BulkReaction;
import org.qunfang.resident.certificate.HealthCertificates.Loss;
import org.qunfang.resident.person.Residents;

/** Whoever is to be isolated has a certificate no longer that says they may go to work. */
@ApplicationScoped
class WhenIsolatedThenRevoke implements BulkReaction {

  private final HealthCertificates certificates;

  WhenIsolatedThenRevoke(HealthCertificates certificates) {
    this.certificates = certificates;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(IsolationOrdered.class);
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    List<Loss> losses = received.stream().map(each -> loss(each.envelope())).toList();
    return certificates
        .revokeAll(session, losses)
        .chain(() -> Residents.hold(session, losses.stream().map(Loss::resident).toList()));
  }

  private static Loss loss(Envelope told) {
    return new Loss(
        ((IsolationOrdered) told.event()).person(), CertificateRevocation.ISOLATION_ORDERED, told);
  }
}
