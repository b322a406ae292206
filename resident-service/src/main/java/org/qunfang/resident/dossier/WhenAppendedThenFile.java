package org.qunfang.resident.dossier;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.eventstore.Follower;

/**
 * What this service decides about somebody is in their file at once, in the transaction that
 * decides it.
 */
@ApplicationScoped
class WhenAppendedThenFile implements Follower {

  private final Filing filing;

  WhenAppendedThenFile(Filing filing) {
    this.filing = filing;
  }

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    return filing.own(session, appended);
  }
}
