package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.eventstore.BulkReaction;
import org.qunfang.eventstore.Told;

/**
 * Nobody is watched for a case that was none. It follows when the case has been ruled out for good
 * and is published, and not with it: so it sees also who was traced at the same moment.
 */
@ApplicationScoped
class WhenRuledOutThenClearContacts implements BulkReaction {

  private final Contacts contacts;

  WhenRuledOutThenClearContacts(Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseRuledOut.class);
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    Map<UUID, Told> ruledOut = new HashMap<>();
    for (Received each : received) {
      Envelope told = each.envelope();
      ruledOut.put(
          ((CaseRuledOut) told.event()).caseId(),
          new Told(told.community(), told.time(), told.actor()));
    }
    return contacts.clearAll(session, ruledOut);
  }
}
