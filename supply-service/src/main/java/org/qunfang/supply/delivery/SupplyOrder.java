package org.qunfang.supply.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.SupplyEvent.FailureReason;

/** An order as the events tell it, from the shop to the door. */
sealed interface SupplyOrder {

  /** Nobody has ordered it. */
  record Unplaced() implements SupplyOrder {}

  /** Somebody has ordered it. */
  sealed interface Placed extends SupplyOrder {
    For whom();
  }

  /**
   * Whom it is for.
   *
   * @param need what it meets on the register of needs, when it does
   */
  record For(UUID household, @Nullable UUID need) {}

  /** The shop has it on its list. */
  record Ordered(For whom) implements Placed {}

  /** The shop has packed it. */
  record Packed(For whom) implements Placed {}

  /** It is on its way. */
  record Dispatched(For whom, String vehicle) implements Placed {}

  /** It could not be handed over and is back; it may set out again. */
  record CameBack(For whom, FailureReason reason) implements Placed {}

  /** It is at the door. */
  record Delivered(For whom) implements Placed {}

  /** It was called off. */
  record Cancelled(For whom) implements Placed {}
}
