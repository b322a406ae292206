package org.qunfang.resident.dossier;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.eventstore.BulkReaction;

/** What gates, isolation and supply tell of a person or household is copied into the file. */
@ApplicationScoped
class WhenOthersTellThenFile implements BulkReaction {

  private static final Set<Class<? extends DomainEvent>> EVENTS =
      Concerned.toldBy(Set.of("checkpoint", "isolation", "supply"));

  private final Filing filing;

  WhenOthersTellThenFile(Filing filing) {
    this.filing = filing;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return EVENTS;
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    return filing.others(session, received.stream().map(Received::envelope).toList());
  }
}
