package org.qunfang.supply.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.SupplyEvent.DeliveryFailed;
import org.qunfang.events.SupplyEvent.OrderDispatched;
import org.qunfang.events.SupplyEvent.OrderPacked;
import org.qunfang.events.SupplyEvent.SuppliesDelivered;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.supply.delivery.SupplyOrderCommand.DeliverOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DispatchOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.PackOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.ReportFailure;

/** What the shops', the bus company's and the volunteers' own systems tell. */
@ApplicationScoped
class OrderIntake implements EventIntake {

  private final Commands commands;
  private final Orders orders;

  OrderIntake(Commands commands, Orders orders) {
    this.commands = commands;
    this.orders = orders;
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(
        SuppliesOrdered.class,
        OrderPacked.class,
        OrderDispatched.class,
        SuppliesDelivered.class,
        DeliveryFailed.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(commands, events, this::carryOut);
  }

  private Uni<?> carryOut(Mutiny.Session session, Incoming incoming) {
    Told told = incoming.told();
    DomainEvent event = incoming.event();
    if (event instanceof SuppliesOrdered ordered) {
      return orders.place(session, ordered, told);
    }
    if (event instanceof OrderPacked packed) {
      return change(session, packed.order(), new PackOrder(packed.order()), told);
    }
    if (event instanceof OrderDispatched out) {
      return change(session, out.order(), new DispatchOrder(out.order(), out.vehicle()), told);
    }
    if (event instanceof SuppliesDelivered there) {
      return change(
          session,
          there.order(),
          new DeliverOrder(there.order(), there.household(), there.contactless()),
          told);
    }
    DeliveryFailed failed = (DeliveryFailed) event;
    return change(
        session, failed.order(), new ReportFailure(failed.order(), failed.reason()), told);
  }

  private Uni<PlacedOrder> change(
      Mutiny.Session session, UUID order, SupplyOrderCommand command, Told told) {
    return orders
        .order(session, order)
        .chain(placed -> orders.change(session, placed, command, told));
  }
}
