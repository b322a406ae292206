package org.qunfang.supply.delivery;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ITEM_MALFORMED;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ITEM_TWICE;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDERED_NEED_ELSEWHERE;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDERED_NEED_RESOLVED;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_CANCELLED;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_DELIVERED;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_EMPTY;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_EXISTS;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_NOT_ON_THE_WAY;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_NOT_PACKED;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_OF_ANOTHER_HOUSEHOLD;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_ON_THE_WAY;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_UNKNOWN;
import static org.qunfang.supply.delivery.SupplyOrderRejection.PACKAGES_OUT_OF_RANGE;
import static org.qunfang.supply.delivery.SupplyOrderRejection.PACKAGES_WITHOUT_KIND;
import static org.qunfang.supply.delivery.SupplyOrderRejection.TOO_MANY_ITEMS;
import static org.qunfang.supply.delivery.SupplyOrderRejection.VEHICLE_MALFORMED;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.SupplyEvent.DeliveryFailed;
import org.qunfang.events.SupplyEvent.Item;
import org.qunfang.events.SupplyEvent.OrderCancelled;
import org.qunfang.events.SupplyEvent.OrderDispatched;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.events.SupplyEvent.OrderPacked;
import org.qunfang.events.SupplyEvent.PackageKind;
import org.qunfang.events.SupplyEvent.SuppliesDelivered;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.supply.delivery.SupplyOrder.CameBack;
import org.qunfang.supply.delivery.SupplyOrder.Cancelled;
import org.qunfang.supply.delivery.SupplyOrder.Delivered;
import org.qunfang.supply.delivery.SupplyOrder.Dispatched;
import org.qunfang.supply.delivery.SupplyOrder.For;
import org.qunfang.supply.delivery.SupplyOrder.Ordered;
import org.qunfang.supply.delivery.SupplyOrder.Packed;
import org.qunfang.supply.delivery.SupplyOrder.Placed;
import org.qunfang.supply.delivery.SupplyOrder.Unplaced;
import org.qunfang.supply.delivery.SupplyOrderCommand.CancelOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DeliverOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DispatchOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.NeedToMeet;
import org.qunfang.supply.delivery.SupplyOrderCommand.PackOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.PlaceOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.ReportFailure;

/**
 * The rules of the delivery chain: resident orders → shop packs → bus carries → volunteer delivers.
 */
final class SupplyOrderDecider implements Decider<SupplyOrderCommand, SupplyOrder, OrderEvent> {

  static final SupplyOrderDecider ORDERS = new SupplyOrderDecider();

  private static final int MOST_PACKAGES = 1_000;
  private static final int MOST_ITEMS = 100;
  private static final int MOST_OF_AN_ITEM = 999;
  private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  /** Number plates of the country begin with the character of their province. */
  private static final Pattern VEHICLE = Pattern.compile("[\\p{IsHan}A-Za-z0-9-]{1,12}");

  @Override
  public SupplyOrder initial() {
    return new Unplaced();
  }

  @Override
  public Decision<OrderEvent> decide(SupplyOrderCommand command, SupplyOrder order) {
    return switch (order) {
      case Unplaced() -> command instanceof PlaceOrder place ? place(place) : reject(ORDER_UNKNOWN);
      case Placed placed ->
          switch (command) {
            case PlaceOrder again -> reject(ORDER_EXISTS);
            case PackOrder pack -> pack(pack, placed);
            case DispatchOrder dispatch -> dispatch(dispatch, placed);
            case DeliverOrder deliver -> deliver(deliver, placed);
            case ReportFailure failure -> fail(failure, placed);
            case CancelOrder cancel -> cancel(cancel, placed);
          };
    };
  }

  private static Decision<OrderEvent> place(PlaceOrder command) {
    Optional<SupplyOrderRejection> wrong =
        wrongWith(command.packageKind(), command.packages(), command.items())
            .or(() -> wrongWith(command.need(), command.household()));
    return wrong.isPresent()
        ? reject(wrong.get())
        : accept(
            new SuppliesOrdered(
                command.order(),
                command.household(),
                command.need() == null ? null : command.need().need(),
                command.packageKind(),
                command.packages(),
                command.items()));
  }

  private static Optional<SupplyOrderRejection> wrongWith(
      PackageKind kind, int packages, List<Item> items) {
    if (packages == 0 && kind == PackageKind.NONE && items.isEmpty()) {
      return Optional.of(ORDER_EMPTY);
    }
    if (packages < 0 || packages > MOST_PACKAGES) {
      return Optional.of(PACKAGES_OUT_OF_RANGE);
    }
    if ((packages == 0) != (kind == PackageKind.NONE)) {
      return Optional.of(PACKAGES_WITHOUT_KIND);
    }
    if (items.size() > MOST_ITEMS) {
      return Optional.of(TOO_MANY_ITEMS);
    }
    if (!items.stream().allMatch(SupplyOrderDecider::isWellFormed)) {
      return Optional.of(ITEM_MALFORMED);
    }
    return items.stream().map(Item::sku).distinct().count() < items.size()
        ? Optional.of(ITEM_TWICE)
        : Optional.empty();
  }

  private static boolean isWellFormed(Item item) {
    return item.quantity() >= 1
        && item.quantity() <= MOST_OF_AN_ITEM
        && SKU.matcher(item.sku()).matches();
  }

  private static Optional<SupplyOrderRejection> wrongWith(
      @Nullable NeedToMeet need, UUID household) {
    if (need == null) {
      return Optional.empty();
    }
    if (!need.household().equals(household)) {
      return Optional.of(ORDERED_NEED_ELSEWHERE);
    }
    return need.open() ? Optional.empty() : Optional.of(ORDERED_NEED_RESOLVED);
  }

  private static Decision<OrderEvent> pack(PackOrder command, Placed order) {
    return switch (order) {
      case Ordered ordered -> accept(new OrderPacked(command.order()));
      case Packed packed -> accept();
      case CameBack back -> accept();
      case Dispatched dispatched -> reject(ORDER_ON_THE_WAY);
      case Delivered delivered -> reject(ORDER_DELIVERED);
      case Cancelled cancelled -> reject(ORDER_CANCELLED);
    };
  }

  private static Decision<OrderEvent> dispatch(DispatchOrder command, Placed order) {
    if (!VEHICLE.matcher(command.vehicle()).matches()) {
      return reject(VEHICLE_MALFORMED);
    }
    return switch (order) {
      case Ordered ordered -> reject(ORDER_NOT_PACKED);
      case Packed packed -> accept(new OrderDispatched(command.order(), command.vehicle()));
      case CameBack back -> accept(new OrderDispatched(command.order(), command.vehicle()));
      case Dispatched on when on.vehicle().equals(command.vehicle()) -> accept();
      case Dispatched onAnother -> reject(ORDER_ON_THE_WAY);
      case Delivered delivered -> reject(ORDER_DELIVERED);
      case Cancelled cancelled -> reject(ORDER_CANCELLED);
    };
  }

  private static Decision<OrderEvent> deliver(DeliverOrder command, Placed order) {
    UUID household = order.whom().household();
    if (!household.equals(command.household())) {
      return reject(ORDER_OF_ANOTHER_HOUSEHOLD);
    }
    return switch (order) {
      case Ordered ordered -> reject(ORDER_NOT_ON_THE_WAY);
      case Packed packed -> reject(ORDER_NOT_ON_THE_WAY);
      case CameBack back -> reject(ORDER_NOT_ON_THE_WAY);
      case Dispatched dispatched ->
          accept(new SuppliesDelivered(command.order(), household, command.contactless()));
      case Delivered delivered -> accept();
      case Cancelled cancelled -> reject(ORDER_CANCELLED);
    };
  }

  private static Decision<OrderEvent> fail(ReportFailure command, Placed order) {
    return switch (order) {
      case Ordered ordered -> reject(ORDER_NOT_ON_THE_WAY);
      case Packed packed -> reject(ORDER_NOT_ON_THE_WAY);
      case Dispatched dispatched -> accept(new DeliveryFailed(command.order(), command.reason()));
      case CameBack back when back.reason() == command.reason() -> accept();
      case CameBack forAnotherReason -> reject(ORDER_NOT_ON_THE_WAY);
      case Delivered delivered -> reject(ORDER_DELIVERED);
      case Cancelled cancelled -> reject(ORDER_CANCELLED);
    };
  }

  private static Decision<OrderEvent> cancel(CancelOrder command, Placed order) {
    return switch (order) {
      case Ordered ordered -> accept(new OrderCancelled(command.order()));
      case Packed packed -> accept(new OrderCancelled(command.order()));
      case CameBack back -> accept(new OrderCancelled(command.order()));
      case Dispatched dispatched -> reject(ORDER_ON_THE_WAY);
      case Delivered delivered -> reject(ORDER_DELIVERED);
      case Cancelled cancelled -> accept();
    };
  }

  @Override
  public SupplyOrder evolve(SupplyOrder order, OrderEvent event) {
    if (event instanceof SuppliesOrdered ordered) {
      return new Ordered(new For(ordered.household(), ordered.need()));
    }
    return switch (order) {
      case Unplaced() -> throw new IllegalStateException("an order begins with being placed");
      case Placed placed -> after(event, placed);
    };
  }

  private static SupplyOrder after(OrderEvent event, Placed order) {
    For whom = order.whom();
    return switch (event) {
      case SuppliesOrdered ordered -> order;
      case OrderPacked packed -> new Packed(whom);
      case OrderDispatched dispatched -> new Dispatched(whom, dispatched.vehicle());
      case DeliveryFailed failed -> new CameBack(whom, failed.reason());
      case SuppliesDelivered delivered -> new Delivered(whom);
      case OrderCancelled cancelled -> new Cancelled(whom);
    };
  }
}
