package org.qunfang.supply.delivery;

import static org.qunfang.supply.delivery.SupplyOrderDecider.ORDERS;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDERED_NEED_UNKNOWN;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_OF_ANOTHER_COMMUNITY;
import static org.qunfang.supply.delivery.SupplyOrderRejection.ORDER_UNKNOWN;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.events.SupplyEvent.SuppliesDelivered;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Dated;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.OwnDivision;
import org.qunfang.supply.delivery.SupplyOrderCommand.NeedToMeet;
import org.qunfang.supply.delivery.SupplyOrderCommand.PlaceOrder;
import org.qunfang.supply.need.NeedsRegister;

/**
 * The orders of households: decides, and keeps the list in the same transaction. What arrives to
 * meet a need resolves it there and then: both happen, once, or neither.
 */
@ApplicationScoped
class Orders {

  private final EventStore store;
  private final OwnDivision own;
  private final NeedsRegister needs;

  Orders(EventStore store, OwnDivision own, NeedsRegister needs) {
    this.store = store;
    this.own = own;
    this.needs = needs;
  }

  /** Places what was ordered. */
  Uni<PlacedOrder> place(Mutiny.Session session, SuppliesOrdered wanted, Told told) {
    return needToMeet(session, wanted.need(), told)
        .map(need -> command(wanted, need))
        .chain(command -> decide(session, command, wanted.order(), told))
        .map(
            happened -> {
              PlacedOrder order = new PlacedOrder();
              happened.forEach(each -> order.record(each.event(), told.at(each.time())));
              return order;
            })
        .call(session::persist);
  }

  private static PlaceOrder command(SuppliesOrdered wanted, @Nullable NeedToMeet need) {
    return new PlaceOrder(
        wanted.order(),
        wanted.household(),
        need,
        wanted.packageKind(),
        wanted.packages(),
        wanted.items());
  }

  /** One that lies in another community is not there for this one. */
  private Uni<@Nullable NeedToMeet> needToMeet(
      Mutiny.Session session, @Nullable UUID need, Told told) {
    if (need == null) {
      return Uni.createFrom().nullItem();
    }
    return needs
        .find(session, need, told.community())
        .onItem()
        .ifNull()
        .failWith(() -> new CommandRejected(ORDERED_NEED_UNKNOWN))
        .map(known -> new NeedToMeet(known.need(), known.household(), known.open()));
  }

  /** Does something with an order; it counts where the household lives. */
  Uni<PlacedOrder> change(
      Mutiny.Session session, PlacedOrder order, SupplyOrderCommand command, Told told) {
    if (!order.community.equals(told.community().code())) {
      return Uni.createFrom().failure(new CommandRejected(ORDER_OF_ANOTHER_COMMUNITY));
    }
    return decide(session, command, order.id, told)
        .invoke(
            happened -> happened.forEach(each -> order.record(each.event(), told.at(each.time()))))
        .call(happened -> meetNeed(session, order, happened, told))
        .replaceWith(order);
  }

  private Uni<Void> meetNeed(
      Mutiny.Session session, PlacedOrder order, List<Dated<OrderEvent>> happened, Told told) {
    UUID need = order.need;
    return need != null
            && happened.stream().anyMatch(each -> each.event() instanceof SuppliesDelivered)
        ? needs.delivered(session, need, told)
        : Uni.createFrom().voidItem();
  }

  private Uni<List<Dated<OrderEvent>>> decide(
      Mutiny.Session session, SupplyOrderCommand command, UUID order, Told told) {
    return store
        .handle(session, ORDERS, OrderEvent.class, EventStore.stream("order", order), command, told)
        .map(EventStore.Outcome::happened);
  }

  /**
   * The order on the list; {@code ORDER_UNKNOWN} through the Uni when there is none in the caller's
   * division.
   */
  Uni<PlacedOrder> order(Mutiny.Session session, UUID order) {
    return own.find(session, PlacedOrder.class, order, ORDER_UNKNOWN);
  }
}
