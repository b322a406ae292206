package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;

/**
 * What a service does when another service tells something so often that it has to be done for many
 * at once: one statement for a thousand passages, not a thousand.
 */
public interface BulkReaction {

  /** The events it reacts to. */
  Set<Class<? extends DomainEvent>> to();

  /**
   * Reacts to all of them, in the transaction that also remembers that they were applied: at least
   * one, in the order in which they came, and after the {@link Reaction}s to what came with them.
   * When it fails and the database is not to blame, it is tried with halves of them until the one
   * that fails is alone, and that becomes a dead letter.
   */
  Uni<Void> when(List<Received> received, Mutiny.Session session);
}
