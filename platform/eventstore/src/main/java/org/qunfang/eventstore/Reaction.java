package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;

/** What a service does when another service tells something: a {@code When…Then…}. */
public interface Reaction {

  /** The events it reacts to; all others are passed over without being read. */
  Set<Class<? extends DomainEvent>> to();

  /**
   * Reacts, in the transaction that also remembers that the event was applied. A failure that is
   * not the database's own makes the event a dead letter.
   */
  Uni<Void> when(Received received, Mutiny.Session session);
}
