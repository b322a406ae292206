package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;

/**
 * Keeps up with everything that this service appends to streams, in the transaction that appends
 * it: a read model of several kinds of things at once, or a rule that concludes from one kind about
 * another. What it fails at does not happen.
 *
 * <p>Every command waits for it, so it does little and does it for all events of the command
 * together. Facts are not told, nor streams that begin by the thousand ({@link GroupedCommands}).
 */
public interface Follower {

  /** Follows what was appended just now, in its order. */
  Uni<Void> follow(Mutiny.Session session, List<Envelope> appended);
}
