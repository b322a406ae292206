package org.qunfang.supply.need;

import java.util.UUID;
import org.qunfang.events.SupplyEvent.NeedCategory;

/** A need as the events tell it. */
sealed interface Need {

  /** Nobody has told of it. */
  record Untold() implements Need {}

  /** Not met yet. */
  sealed interface Open extends Need {
    NeedCategory category();

    Desk desk();
  }

  /** Nobody has taken it on at this desk. */
  record Waiting(NeedCategory category, Desk desk) implements Open {}

  /** Somebody takes care of it. */
  record TakenOn(NeedCategory category, Desk desk, UUID worker) implements Open {}

  /** The household has what it needed. */
  record Met() implements Need {}
}
