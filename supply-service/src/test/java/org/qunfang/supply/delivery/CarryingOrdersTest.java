package org.qunfang.supply.delivery;

import static org.qunfang.supply.delivery.CarryingOrdersTest.Place.BACK;
import static org.qunfang.supply.delivery.CarryingOrdersTest.Place.CALLED_OFF;
import static org.qunfang.supply.delivery.CarryingOrdersTest.Place.DELIVERED;
import static org.qunfang.supply.delivery.CarryingOrdersTest.Place.NOWHERE;
import static org.qunfang.supply.delivery.CarryingOrdersTest.Place.ON_THE_WAY;
import static org.qunfang.supply.delivery.CarryingOrdersTest.Place.ORDERED;
import static org.qunfang.supply.delivery.CarryingOrdersTest.Place.PACKED;
import static org.qunfang.supply.delivery.SupplyOrderDecider.ORDERS;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.SupplyEvent.DeliveryFailed;
import org.qunfang.events.SupplyEvent.FailureReason;
import org.qunfang.events.SupplyEvent.OrderCancelled;
import org.qunfang.events.SupplyEvent.OrderDispatched;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.events.SupplyEvent.OrderPacked;
import org.qunfang.events.SupplyEvent.PackageKind;
import org.qunfang.events.SupplyEvent.SuppliesDelivered;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.supply.delivery.SupplyOrderCommand.CancelOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DeliverOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DispatchOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.PackOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.ReportFailure;

/** Every step of the chain, from every place where an order may be. */
class CarryingOrdersTest {

  private static final UUID ORDER = new UUID(1, 1);
  private static final UUID HOUSEHOLD = new UUID(2, 1);
  private static final String BUS = "bus-7";

  private static final OrderEvent IS_ORDERED =
      new SuppliesOrdered(ORDER, HOUSEHOLD, null, PackageKind.TEN_YUAN, 1, List.of());
  private static final OrderEvent IS_PACKED = new OrderPacked(ORDER);
  private static final OrderEvent IS_OUT = new OrderDispatched(ORDER, BUS);
  private static final OrderEvent IS_THERE = new SuppliesDelivered(ORDER, HOUSEHOLD, true);
  private static final OrderEvent FAILED = new DeliveryFailed(ORDER, FailureReason.NOBODY_ANSWERED);
  private static final OrderEvent IS_OFF = new OrderCancelled(ORDER);

  /** Where an order may be, and how it came there. */
  enum Place {
    NOWHERE,
    ORDERED(IS_ORDERED),
    PACKED(IS_ORDERED, IS_PACKED),
    ON_THE_WAY(IS_ORDERED, IS_PACKED, IS_OUT),
    BACK(IS_ORDERED, IS_PACKED, IS_OUT, FAILED),
    DELIVERED(IS_ORDERED, IS_PACKED, IS_OUT, IS_THERE),
    CALLED_OFF(IS_ORDERED, IS_OFF);

    private final OrderEvent[] history;

    Place(OrderEvent... history) {
      this.history = history;
    }
  }

  private static final SupplyOrderCommand PACK = new PackOrder(ORDER);
  private static final SupplyOrderCommand SEND = new DispatchOrder(ORDER, BUS);
  private static final SupplyOrderCommand DELIVER = new DeliverOrder(ORDER, HOUSEHOLD, true);
  private static final SupplyOrderCommand FAIL =
      new ReportFailure(ORDER, FailureReason.NOBODY_ANSWERED);
  private static final SupplyOrderCommand CALL_OFF = new CancelOrder(ORDER);

  static Stream<Arguments> steps() {
    return Stream.of(
        Arguments.of(ORDERED, PACK, IS_PACKED),
        Arguments.of(PACKED, SEND, IS_OUT),
        Arguments.of(BACK, SEND, IS_OUT),
        Arguments.of(ON_THE_WAY, DELIVER, IS_THERE),
        Arguments.of(ON_THE_WAY, FAIL, FAILED),
        Arguments.of(ORDERED, CALL_OFF, IS_OFF),
        Arguments.of(PACKED, CALL_OFF, IS_OFF),
        Arguments.of(BACK, CALL_OFF, IS_OFF));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepOfTheChainIsMade(Place place, SupplyOrderCommand step, OrderEvent made) {
    rules(ORDERS).given(place.history).when(step).then(made);
  }

  static Stream<Arguments> repeatedSteps() {
    return Stream.of(
        Arguments.of(PACKED, PACK),
        Arguments.of(BACK, PACK),
        Arguments.of(ON_THE_WAY, SEND),
        Arguments.of(DELIVERED, DELIVER),
        Arguments.of(BACK, FAIL),
        Arguments.of(CALLED_OFF, CALL_OFF));
  }

  @ParameterizedTest
  @MethodSource("repeatedSteps")
  void aStepThatWasMadeIsNotMadeAgain(Place place, SupplyOrderCommand step) {
    rules(ORDERS).given(place.history).when(step).thenNothing();
  }

  static Stream<Arguments> wrongSteps() {
    return Stream.of(
        Arguments.of(ON_THE_WAY, PACK, SupplyOrderRejection.ORDER_ON_THE_WAY),
        Arguments.of(DELIVERED, PACK, SupplyOrderRejection.ORDER_DELIVERED),
        Arguments.of(CALLED_OFF, PACK, SupplyOrderRejection.ORDER_CANCELLED),
        Arguments.of(ORDERED, SEND, SupplyOrderRejection.ORDER_NOT_PACKED),
        Arguments.of(DELIVERED, SEND, SupplyOrderRejection.ORDER_DELIVERED),
        Arguments.of(CALLED_OFF, SEND, SupplyOrderRejection.ORDER_CANCELLED),
        Arguments.of(ORDERED, DELIVER, SupplyOrderRejection.ORDER_NOT_ON_THE_WAY),
        Arguments.of(PACKED, DELIVER, SupplyOrderRejection.ORDER_NOT_ON_THE_WAY),
        Arguments.of(BACK, DELIVER, SupplyOrderRejection.ORDER_NOT_ON_THE_WAY),
        Arguments.of(CALLED_OFF, DELIVER, SupplyOrderRejection.ORDER_CANCELLED),
        Arguments.of(ORDERED, FAIL, SupplyOrderRejection.ORDER_NOT_ON_THE_WAY),
        Arguments.of(PACKED, FAIL, SupplyOrderRejection.ORDER_NOT_ON_THE_WAY),
        Arguments.of(DELIVERED, FAIL, SupplyOrderRejection.ORDER_DELIVERED),
        Arguments.of(CALLED_OFF, FAIL, SupplyOrderRejection.ORDER_CANCELLED),
        Arguments.of(ON_THE_WAY, CALL_OFF, SupplyOrderRejection.ORDER_ON_THE_WAY),
        Arguments.of(DELIVERED, CALL_OFF, SupplyOrderRejection.ORDER_DELIVERED));
  }

  @ParameterizedTest
  @MethodSource("wrongSteps")
  void aStepFromTheWrongPlaceIsRefused(
      Place place, SupplyOrderCommand step, SupplyOrderRejection reason) {
    rules(ORDERS).given(place.history).when(step).thenRejected(reason);
  }

  static Stream<SupplyOrderCommand> allSteps() {
    return Stream.of(PACK, SEND, DELIVER, FAIL, CALL_OFF);
  }

  @ParameterizedTest
  @MethodSource("allSteps")
  void whatNobodyOrderedGoesNowhere(SupplyOrderCommand step) {
    rules(ORDERS)
        .given(NOWHERE.history)
        .when(step)
        .thenRejected(SupplyOrderRejection.ORDER_UNKNOWN);
  }

  @Test
  void whatIsOnOneVehicleIsNotOnAnother() {
    rules(ORDERS)
        .given(ON_THE_WAY.history)
        .when(new DispatchOrder(ORDER, "bus-8"))
        .thenRejected(SupplyOrderRejection.ORDER_ON_THE_WAY);
  }

  @Test
  void whatCameBackDidSoForOneReason() {
    rules(ORDERS)
        .given(BACK.history)
        .when(new ReportFailure(ORDER, FailureReason.DAMAGED))
        .thenRejected(SupplyOrderRejection.ORDER_NOT_ON_THE_WAY);
  }

  @Test
  void whatCameBackIsDeliveredTheSecondTime() {
    var again = Arrays.copyOf(BACK.history, BACK.history.length + 1);
    again[BACK.history.length] = IS_OUT;
    rules(ORDERS).given(again).when(DELIVER).then(IS_THERE);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOWHERE")
  void nothingIsDeliveredToAnotherHousehold(Place place) {
    rules(ORDERS)
        .given(place.history)
        .when(new DeliverOrder(ORDER, new UUID(2, 2), true))
        .thenRejected(SupplyOrderRejection.ORDER_OF_ANOTHER_HOUSEHOLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bus-7", "鄂Q12345", "B12"})
  void aVehicleIsItsNumberPlate(String vehicle) {
    rules(ORDERS)
        .given(PACKED.history)
        .when(new DispatchOrder(ORDER, vehicle))
        .then(new OrderDispatched(ORDER, vehicle));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bus 7", "1234567890123", "7; the driver's telephone"})
  void aVehicleIsNothingElse(String vehicle) {
    rules(ORDERS)
        .given(PACKED.history)
        .when(new DispatchOrder(ORDER, vehicle))
        .thenRejected(SupplyOrderRejection.VEHICLE_MALFORMED);
  }
}
