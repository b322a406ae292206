package org.qunfang.resident.cases;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.eventstore.BulkReaction;

/** Who was thought to be infected by a case that was none is infected by nobody knows whom. */
@ApplicationScoped
class WhenRuledOutThenNobodysSource implements BulkReaction {

  private final Cases cases;

  WhenRuledOutThenNobodysSource(Cases cases) {
    this.cases = cases;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseRuledOut.class);
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    return cases.loseSources(
        session,
        received.stream()
            .map(Received::envelope)
            .collect(
                toMap(
                    told -> ((CaseRuledOut) told.event()).caseId(),
                    told -> told,
                    (Envelope first, Envelope again) -> first)));
  }
}
