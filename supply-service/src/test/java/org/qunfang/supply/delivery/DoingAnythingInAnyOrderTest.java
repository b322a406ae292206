package org.qunfang.supply.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.supply.delivery.SupplyOrderDecider.ORDERS;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.qunfang.events.Decision;
import org.qunfang.events.SupplyEvent.DeliveryFailed;
import org.qunfang.events.SupplyEvent.FailureReason;
import org.qunfang.events.SupplyEvent.OrderCancelled;
import org.qunfang.events.SupplyEvent.OrderDispatched;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.events.SupplyEvent.PackageKind;
import org.qunfang.events.SupplyEvent.SuppliesDelivered;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.supply.delivery.SupplyOrderCommand.CancelOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DeliverOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DispatchOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.PackOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.PlaceOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.ReportFailure;

/** What holds for an order whatever shops, buses and volunteers tell, in whatever order. */
class DoingAnythingInAnyOrderTest {

  private static final UUID ORDER = new UUID(1, 1);
  private static final UUID HOUSEHOLD = new UUID(2, 1);

  @Provide
  Arbitrary<List<SupplyOrderCommand>> commands() {
    return Arbitraries.<SupplyOrderCommand>of(
            new PlaceOrder(ORDER, HOUSEHOLD, null, PackageKind.MEAT, 1, List.of()),
            new PackOrder(ORDER),
            new DispatchOrder(ORDER, "bus-7"),
            new DispatchOrder(ORDER, "bus-8"),
            new DeliverOrder(ORDER, HOUSEHOLD, true),
            new DeliverOrder(ORDER, new UUID(2, 2), true),
            new ReportFailure(ORDER, FailureReason.DAMAGED),
            new CancelOrder(ORDER))
        .list()
        .ofMaxSize(40);
  }

  @Property
  void itIsOrderedFirstAndEndsOnceAtTheDoorOrCalledOff(
      @ForAll("commands") List<SupplyOrderCommand> commands) {
    List<OrderEvent> history = carriedOut(commands);
    for (int i = 0; i < history.size(); i++) {
      assertEquals(i == 0, history.get(i) instanceof SuppliesOrdered);
      boolean isEnd =
          history.get(i) instanceof SuppliesDelivered || history.get(i) instanceof OrderCancelled;
      assertTrue(!isEnd || i == history.size() - 1);
    }
  }

  @Property
  void whatArrivesOrComesBackHadSetOut(@ForAll("commands") List<SupplyOrderCommand> commands) {
    List<OrderEvent> history = carriedOut(commands);
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i) instanceof SuppliesDelivered || history.get(i) instanceof DeliveryFailed) {
        assertTrue(history.get(i - 1) instanceof OrderDispatched);
      }
    }
  }

  private static List<OrderEvent> carriedOut(List<SupplyOrderCommand> commands) {
    List<OrderEvent> history = new ArrayList<>();
    for (SupplyOrderCommand command : commands) {
      switch (ORDERS.decide(command, ORDERS.replay(history))) {
        case Decision.Accepted<OrderEvent>(var events) -> history.addAll(events);
        case Decision.Rejected<OrderEvent>(var reason) -> assertTrue(reason.detail().endsWith("."));
      }
    }
    return history;
  }
}
