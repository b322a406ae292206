package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Told;

/**
 * A feature that households are in: a place, a grid, a group, a round. It lets go of those that are
 * closed, in the same transaction, or they would be missed there for ever. Those of a higher {@link
 * jakarta.annotation.Priority} do so before others, so that everything is taken in the order of
 * {@link org.qunfang.resident.register.Held}.
 */
public interface HouseholdKeeper {

  /** The household is on the register no longer. */
  Uni<Void> closed(Mutiny.Session session, RegisteredHousehold household, Told told);
}
