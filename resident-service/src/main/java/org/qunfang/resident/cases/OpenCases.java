package org.qunfang.resident.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.resident.person.Attachment;

/** A case that has not ended hangs on the entry that it was reported of. */
@ApplicationScoped
class OpenCases implements Attachment {

  @Override
  public Uni<Boolean> open(Mutiny.Session session, UUID resident) {
    return session
        .createSelectionQuery(
            "select count(*) from KnownCase where resident = ?1 and open", Long.class)
        .setParameter(1, resident)
        .getSingleResult()
        .map(count -> count > 0);
  }
}
