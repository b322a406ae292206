package org.qunfang.events;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the supply service tells: what households need, what was ordered, what came to the door. */
public sealed interface SupplyEvent extends DomainEvent {

  /** What a household is short of. */
  enum NeedCategory {
    FOOD,
    MEDICINE,
    MEDICAL_CARE,
    BABY,
    HOUSEHOLD_GOODS,
    UTILITIES,
    PARCEL,
    OTHER
  }

  /** How long a need can wait. */
  enum Urgency {
    TODAY,
    AT_ONCE
  }

  /** The group-buy sets (团购套餐) of Wuhan's market supply; {@code NONE} for single goods. */
  enum PackageKind {
    NONE,
    TEN_YUAN,
    HALAL,
    VEGETABLES,
    MEAT,
    BABY,
    MEDICINE
  }

  /** The level a need is raised to when those below cannot meet it. */
  enum RaisedTo {
    STREET,
    DISTRICT,
    CITY
  }

  /** Why nothing could be handed over. */
  enum FailureReason {
    NOBODY_ANSWERED,
    WRONG_ADDRESS,
    DAMAGED,
    REFUSED,
    OTHER
  }

  /** One good, by the shop's number for it (SKU), and how many of it. */
  record Item(String sku, int quantity) {

    /**
     * @throws NullPointerException without a number: an item of nothing cannot be packed
     */
    public Item {
      Objects.requireNonNull(sku);
    }
  }

  /** What becomes of a need (急需用品登记册). */
  sealed interface NeedEvent extends SupplyEvent {}

  /** What becomes of an order, from the shop to the door. */
  sealed interface OrderEvent extends SupplyEvent {}

  /** A household is short of something (急需用品登记册). */
  @EventType("org.qunfang.supply.NeedRegistered.v1")
  record NeedRegistered(UUID need, UUID household, NeedCategory category, Urgency urgency)
      implements NeedEvent {}

  /** Somebody took the need on. */
  @EventType("org.qunfang.supply.NeedAssigned.v1")
  record NeedAssigned(UUID need, UUID worker) implements NeedEvent {}

  /** The need is met; {@code sameDay}: on the day it was registered (日清日结). */
  @EventType("org.qunfang.supply.NeedResolved.v1")
  record NeedResolved(UUID need, NeedCategory category, boolean sameDay) implements NeedEvent {}

  /** The need could not be met here and went up a level. */
  @EventType("org.qunfang.supply.NeedRaised.v1")
  record NeedRaised(UUID need, NeedCategory category, RaisedTo to) implements NeedEvent {}

  /** A household ordered goods, for itself or to meet a need. */
  @EventType("org.qunfang.supply.SuppliesOrdered.v1")
  record SuppliesOrdered(
      UUID order,
      UUID household,
      @Nullable UUID need,
      PackageKind packageKind,
      int packages,
      List<Item> items)
      implements OrderEvent {

    /**
     * @throws NullPointerException when an item is missing
     */
    public SuppliesOrdered {
      // Of a list that is missing, EventJson tells the name.
      if (items != null) {
        items = List.copyOf(items);
      }
    }
  }

  /** The shop packed the order. */
  @EventType("org.qunfang.supply.OrderPacked.v1")
  record OrderPacked(UUID order) implements OrderEvent {}

  /** The order left on a vehicle. */
  @EventType("org.qunfang.supply.OrderDispatched.v1")
  record OrderDispatched(UUID order, String vehicle) implements OrderEvent {}

  /** The order is at the door; contactless (无接触配送) when nobody met. */
  @EventType("org.qunfang.supply.SuppliesDelivered.v1")
  record SuppliesDelivered(UUID order, UUID household, boolean contactless) implements OrderEvent {}

  /** The order came back; it can be dispatched again. */
  @EventType("org.qunfang.supply.DeliveryFailed.v1")
  record DeliveryFailed(UUID order, FailureReason reason) implements OrderEvent {}

  /** The order is called off. */
  @EventType("org.qunfang.supply.OrderCancelled.v1")
  record OrderCancelled(UUID order) implements OrderEvent {}
}
