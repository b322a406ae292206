package org.qunfang.resident.dossier;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.eventstore.Follower;

/**
 * What this service decides about somebody is in their file at once, in the transaction that
 * decides it. What stands in the streams of the person and the household themselves is read there.
 */
@ApplicationScoped
class WhenAppendedThenFile implements Follower {

  private final Filing filing;

  WhenAppendedThenFile(Filing filing) {
    this.filing = filing;
  }

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    return filing.own(
        session,
        appended.stream()
            .filter(
                told ->
                    !(told.event() instanceof PersonEvent
                        || told.event() instanceof HouseholdEvent))
            .toList());
  }
}
