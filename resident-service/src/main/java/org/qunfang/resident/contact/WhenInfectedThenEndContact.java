package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.eventstore.BulkReaction;
import org.qunfang.eventstore.Follower;
import org.qunfang.eventstore.Told;

/**
 * A contact who is infected ends as one, with the case that they are now. A suspicion alone ends
 * nothing: it may be ruled out, and the contact is a contact still.
 *
 * <p>It is looked at again when the case has been published: by then whoever was traced at the same
 * moment, and whose case the tracing did not see, is there to be seen.
 */
@ApplicationScoped
class WhenInfectedThenEndContact implements Follower, BulkReaction {

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

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseConfirmed.class, CaseReported.class);
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    return follow(session, received.stream().map(Received::envelope).toList());
  }

  private Uni<Void> end(Mutiny.Session session, UUID resident, UUID became, Envelope told) {
    return contacts.endAsInfected(
        session, resident, became, new Told(told.community(), told.time(), told.actor()));
  }
}
