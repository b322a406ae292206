package org.qunfang.resident.dossier;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent;
import org.qunfang.eventstore.BulkReaction;

/**
 * What gates, isolation and supply tell of a person or household is copied into the file; so is
 * what this service itself tells by the thousand, daily contacts for example, because whoever
 * reports those does not wait for files. What was filed at once is recognised.
 */
@ApplicationScoped
class WhenToldThenFile implements BulkReaction {

  private final Filing filing;

  WhenToldThenFile(Filing filing) {
    this.filing = filing;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Concerned.all();
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    List<Envelope> own = new ArrayList<>();
    List<Envelope> others = new ArrayList<>();
    for (Received each : received) {
      Envelope told = each.envelope();
      (told.event() instanceof ResidentEvent ? own : others).add(told);
    }
    return filing.own(session, own).chain(() -> filing.others(session, others));
  }
}
