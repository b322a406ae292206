package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.resident.person.Attachment;

/** A contact who is watched hangs on the entry that was traced. */
@ApplicationScoped
class WatchedContacts implements Attachment {

  @Override
  public Uni<Boolean> open(Mutiny.Session session, UUID resident) {
    return session
        .createSelectionQuery(
            "select count(*) from TracedContact where resident = ?1 and status = 'WATCHED'",
            Long.class)
        .setParameter(1, resident)
        .getSingleResult()
        .map(count -> count > 0);
  }
}
