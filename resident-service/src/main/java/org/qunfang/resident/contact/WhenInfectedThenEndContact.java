package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.eventstore.Follower;
import org.qunfang.eventstore.Told;

/**
 * A contact who is infected ends as one, with the case that they are now. A suspicion alone ends
 * nothing: it may be ruled out, and the contact is a contact still.
 */
@ApplicationScoped
class WhenInfectedThenEndContact implements Follower {

  private final Contacts contacts;

  WhenInfectedThenEndContact(Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Envelope told : appended) {
      if (told.event() instanceof CaseConfirmed(UUID caseId, UUID resident, CaseClass was)) {
        done = done.chain(() -> end(session, resident, caseId, told));
      }
      if (told.event() instanceof CaseReported(UUID caseId, UUID resident, CaseClass caseClass)
          && caseClass != CaseClass.SUSPECTED) {
        done = done.chain(() -> end(session, resident, caseId, told));
      }
    }
    return done;
  }

  private Uni<Void> end(Mutiny.Session session, UUID resident, UUID became, Envelope told) {
    return contacts.endAsInfected(
        session, resident, became, new Told(told.community(), told.time(), told.actor()));
  }
}
