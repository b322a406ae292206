package org.qunfang.resident.chain;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.eventstore.BulkReaction;

/** A case that was none infected nobody and was infected by nobody: no chain goes over it. */
@ApplicationScoped
class WhenRuledOutThenUnlink implements BulkReaction {

  private static final String UNLINK_ITS_CONTACTS =
      "delete from infection_edge where case_id in (:cases)";

  private static final String UNLINK_ITS_SOURCES =
      "delete from infection_edge where became in (:cases) and contact is null";

  /** Whoever it is was still a contact. */
  private static final String UNLINK_AS_CASE =
      "update infection_edge set became = null, found = false where became in (:cases)";

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseRuledOut.class);
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    List<UUID> cases =
        received.stream().map(each -> ((CaseRuledOut) each.envelope().event()).caseId()).toList();
    return run(session, UNLINK_ITS_CONTACTS, cases)
        .chain(() -> run(session, UNLINK_ITS_SOURCES, cases))
        .chain(() -> run(session, UNLINK_AS_CASE, cases));
  }

  private static Uni<Void> run(Mutiny.Session session, String statement, List<UUID> cases) {
    return session
        .createNativeQuery(statement)
        .setParameter("cases", cases)
        .executeUpdate()
        .replaceWithVoid();
  }
}
