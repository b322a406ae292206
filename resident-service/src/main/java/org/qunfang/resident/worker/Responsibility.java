package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.resident.register.Report;

/** What workers answer for, and hand over before they stand down. */
public interface Responsibility {

  /**
   * Hands over, in transactions of its own, what is more than one transaction should carry. Told
   * again, it goes on where it ended.
   */
  Uni<Void> lighten(UUID worker, HandOver to, Report report);

  /** Hands over all the rest, in the transaction in which the worker stands down. */
  Uni<Void> handOver(Mutiny.Session session, EnlistedWorker from, HandOver to, Report report);
}
