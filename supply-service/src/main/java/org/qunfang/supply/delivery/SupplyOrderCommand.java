package org.qunfang.supply.delivery;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.SupplyEvent.FailureReason;
import org.qunfang.events.SupplyEvent.Item;
import org.qunfang.events.SupplyEvent.PackageKind;

/** What can be wanted of an order. */
sealed interface SupplyOrderCommand {

  /**
   * Order packages or single goods for a household.
   *
   * @param need the need that it is to meet, as the register knows it
   */
  record PlaceOrder(
      UUID order,
      UUID household,
      @Nullable NeedToMeet need,
      PackageKind packageKind,
      int packages,
      List<Item> items)
      implements SupplyOrderCommand {}

  /**
   * A need as the register knows it at the time of ordering.
   *
   * @param household who is in need
   * @param open whether it still has to be met
   */
  record NeedToMeet(UUID need, UUID household, boolean open) {}

  /** Say that the shop has packed it. */
  record PackOrder(UUID order) implements SupplyOrderCommand {}

  /** Send it out on a vehicle. */
  record DispatchOrder(UUID order, String vehicle) implements SupplyOrderCommand {}

  /** Say that it lies at the household's door. */
  record DeliverOrder(UUID order, UUID household, boolean contactless)
      implements SupplyOrderCommand {}

  /** Say that it could not be handed over. */
  record ReportFailure(UUID order, FailureReason reason) implements SupplyOrderCommand {}

  /** Call it off. */
  record CancelOrder(UUID order) implements SupplyOrderCommand {}
}
