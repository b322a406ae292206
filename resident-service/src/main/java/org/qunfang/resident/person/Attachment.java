package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Something that was decided about an entry and hangs on its id: such an entry cannot be merged
 * away.
 */
public interface Attachment {

  /** Whether something of the kind is open for that resident. */
  Uni<Boolean> open(Mutiny.Session session, UUID resident);
}
