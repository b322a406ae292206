package org.qunfang.supply.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.SupplyEvent.DeliveryFailed;
import org.qunfang.events.SupplyEvent.FailureReason;
import org.qunfang.events.SupplyEvent.OrderCancelled;
import org.qunfang.events.SupplyEvent.OrderDispatched;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.events.SupplyEvent.OrderPacked;
import org.qunfang.events.SupplyEvent.PackageKind;
import org.qunfang.events.SupplyEvent.SuppliesDelivered;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.eventstore.Told;

/** An order as people read it: where it is now. What was in it the log tells. */
@Entity
@Table(name = "supply_order")
class PlacedOrder {

  /** Where it is. */
  enum State {
    ORDERED,
    PACKED,
    DISPATCHED,
    CAME_BACK,
    DELIVERED,
    CANCELLED
  }

  @Id UUID id;
  @Column String community;
  @Column UUID household;
  @Column @Nullable UUID need;

  @Enumerated(EnumType.STRING)
  @Column(name = "package_kind")
  PackageKind packageKind;

  @Column int packages;
  @Column int items;

  @Enumerated(EnumType.STRING)
  @Column
  State state;

  /** Since when it is there. */
  @Column Instant since;

  @Column @Nullable String vehicle;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable FailureReason failure;

  @Column Instant ordered;

  /** What happened, in the words of the list. */
  void record(OrderEvent event, Told told) {
    since = told.time();
    switch (event) {
      case SuppliesOrdered e -> {
        id = e.order();
        community = told.community().code();
        household = e.household();
        need = e.need();
        packageKind = e.packageKind();
        packages = e.packages();
        items = e.items().size();
        ordered = told.time();
        state = State.ORDERED;
      }
      case OrderPacked e -> state = State.PACKED;
      case OrderDispatched e -> {
        state = State.DISPATCHED;
        vehicle = e.vehicle();
        failure = null;
      }
      case SuppliesDelivered e -> state = State.DELIVERED;
      case DeliveryFailed e -> {
        state = State.CAME_BACK;
        failure = e.reason();
      }
      case OrderCancelled e -> state = State.CANCELLED;
    }
  }
}
