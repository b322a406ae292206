package org.qunfang.resident.certificate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.eventstore.BulkReaction;
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
    Map<UUID, Envelope> isolated = new LinkedHashMap<>();
    for (Received each : received) {
      isolated.putIfAbsent(((IsolationOrdered) each.envelope().event()).person(), each.envelope());
    }
    Uni<Void> revoked = Uni.createFrom().voidItem();
    for (Map.Entry<UUID, Envelope> each : isolated.entrySet()) {
      revoked =
          revoked.chain(
              () ->
                  certificates.revokeAll(
                      session,
                      each.getKey(),
                      CertificateRevocation.ISOLATION_ORDERED,
                      each.getValue()));
    }
    return revoked.chain(() -> Residents.hold(session, isolated.keySet()));
  }
}
