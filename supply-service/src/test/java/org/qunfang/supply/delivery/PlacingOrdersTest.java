package org.qunfang.supply.delivery;

import static org.qunfang.supply.delivery.SupplyOrderDecider.ORDERS;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.SupplyEvent.Item;
import org.qunfang.events.SupplyEvent.PackageKind;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.supply.delivery.SupplyOrderCommand.NeedToMeet;
import org.qunfang.supply.delivery.SupplyOrderCommand.PlaceOrder;

class PlacingOrdersTest {

  private static final UUID ORDER = new UUID(1, 1);
  private static final UUID HOUSEHOLD = new UUID(2, 1);
  private static final UUID NEED = new UUID(3, 1);
  private static final Item RICE = new Item("rice-5kg", 2);

  private static PlaceOrder place(PackageKind kind, int packages, List<Item> items) {
    return place(null, kind, packages, items);
  }

  private static PlaceOrder place(
      @Nullable NeedToMeet need, PackageKind kind, int packages, List<Item> items) {
    return new PlaceOrder(ORDER, HOUSEHOLD, need, kind, packages, items);
  }

  private static PlaceOrder toMeet(NeedToMeet need) {
    return place(need, PackageKind.TEN_YUAN, 1, List.of());
  }

  @Test
  void packagesAreOrdered() {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.TEN_YUAN, 3, List.of()))
        .then(new SuppliesOrdered(ORDER, HOUSEHOLD, null, PackageKind.TEN_YUAN, 3, List.of()));
  }

  @Test
  void singleGoodsAreOrdered() {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 0, List.of(RICE)))
        .then(new SuppliesOrdered(ORDER, HOUSEHOLD, null, PackageKind.NONE, 0, List.of(RICE)));
  }

  @Test
  void whatANeedAsksForIsOrderedInItsName() {
    rules(ORDERS)
        .given()
        .when(toMeet(new NeedToMeet(NEED, HOUSEHOLD, true)))
        .then(new SuppliesOrdered(ORDER, HOUSEHOLD, NEED, PackageKind.TEN_YUAN, 1, List.of()));
  }

  @Test
  void anOrderIsPlacedOnce() {
    rules(ORDERS)
        .given(new SuppliesOrdered(ORDER, HOUSEHOLD, null, PackageKind.TEN_YUAN, 3, List.of()))
        .when(place(PackageKind.TEN_YUAN, 3, List.of()))
        .thenRejected(SupplyOrderRejection.ORDER_EXISTS);
  }

  @Test
  void anotherHouseholdsNeedIsNotMetByThisOne() {
    rules(ORDERS)
        .given()
        .when(toMeet(new NeedToMeet(NEED, new UUID(2, 2), true)))
        .thenRejected(SupplyOrderRejection.ORDERED_NEED_ELSEWHERE);
  }

  @Test
  void aNeedThatIsMetNeedsNoOrder() {
    rules(ORDERS)
        .given()
        .when(toMeet(new NeedToMeet(NEED, HOUSEHOLD, false)))
        .thenRejected(SupplyOrderRejection.ORDERED_NEED_RESOLVED);
  }

  @Test
  void anOrderOfNothingIsNone() {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 0, List.of()))
        .thenRejected(SupplyOrderRejection.ORDER_EMPTY);
  }

  @Test
  void packagesAreOfAKind() {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 1, List.of()))
        .thenRejected(SupplyOrderRejection.PACKAGES_WITHOUT_KIND);
  }

  @Test
  void aKindIsOfPackages() {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.HALAL, 0, List.of(RICE)))
        .thenRejected(SupplyOrderRejection.PACKAGES_WITHOUT_KIND);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void aHouseholdOrdersUpToAThousandPackages(int packages) {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.MEAT, packages, List.of()))
        .then(new SuppliesOrdered(ORDER, HOUSEHOLD, null, PackageKind.MEAT, packages, List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001, Integer.MAX_VALUE})
  void noHouseholdOrdersFewerThanNoneOrMoreThanAThousandPackages(int packages) {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.MEAT, packages, List.of()))
        .thenRejected(SupplyOrderRejection.PACKAGES_OUT_OF_RANGE);
  }

  @Test
  void anOrderListsAtMostAHundredGoods() {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 0, goods(101)))
        .thenRejected(SupplyOrderRejection.TOO_MANY_ITEMS);
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 0, goods(100)))
        .then(new SuppliesOrdered(ORDER, HOUSEHOLD, null, PackageKind.NONE, 0, goods(100)));
  }

  private static List<Item> goods(int number) {
    return IntStream.range(0, number).mapToObj(i -> new Item("sku-" + i, 1)).toList();
  }

  @Test
  void aGoodIsListedOnce() {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 0, List.of(RICE, new Item(RICE.sku(), 1))))
        .thenRejected(SupplyOrderRejection.ITEM_TWICE);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_000})
  void ofAGoodThereIsAtLeastOneAndNotAThousand(int quantity) {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 0, List.of(new Item("rice-5kg", quantity))))
        .thenRejected(SupplyOrderRejection.ITEM_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rice 5kg", "大米", "01234567890123456789012345678901234567890"})
  void aGoodIsNamedByTheShopsNumberAndNotInWords(String sku) {
    rules(ORDERS)
        .given()
        .when(place(PackageKind.NONE, 0, List.of(new Item(sku, 1))))
        .thenRejected(SupplyOrderRejection.ITEM_MALFORMED);
  }
}
