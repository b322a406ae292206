package org.qunfang.supply.delivery;

import org.qunfang.events.Rejection;

/** Why something cannot be done with an order. */
enum SupplyOrderRejection implements Rejection {
  ORDER_UNKNOWN(Kind.NOT_FOUND, "There is no such order."),
  ORDER_EXISTS(Kind.CONFLICT, "An order with this id has been placed already."),
  ORDER_NOT_PACKED(Kind.CONFLICT, "The shop has not packed the order yet."),
  ORDER_ON_THE_WAY(Kind.CONFLICT, "The order is on its way."),
  ORDER_NOT_ON_THE_WAY(Kind.CONFLICT, "The order is not on its way."),
  ORDER_DELIVERED(Kind.CONFLICT, "The order has been delivered."),
  ORDER_CANCELLED(Kind.CONFLICT, "The order has been called off."),
  ORDER_OF_ANOTHER_HOUSEHOLD(Kind.INVALID, "The order is for another household."),
  ORDER_OF_ANOTHER_COMMUNITY(Kind.INVALID, "The order counts in another community."),
  ORDER_EMPTY(Kind.INVALID, "An order has packages or single goods."),
  PACKAGES_WITHOUT_KIND(Kind.INVALID, "Packages need a kind, and a kind needs packages."),
  PACKAGES_OUT_OF_RANGE(Kind.INVALID, "An order has at most 1,000 packages."),
  TOO_MANY_ITEMS(Kind.INVALID, "An order has at most 100 different goods."),
  ITEM_TWICE(Kind.INVALID, "A good stands in an order once, with its quantity."),
  ITEM_MALFORMED(
      Kind.INVALID,
      "A good is a shop's number of up to 40 letters, digits, dots and dashes; 1 to 999 of it."),
  VEHICLE_MALFORMED(
      Kind.INVALID, "A vehicle is a number plate of up to 12 letters, digits and dashes."),
  ORDERED_NEED_UNKNOWN(Kind.INVALID, "The need that the order names is not on the register."),
  ORDERED_NEED_RESOLVED(Kind.CONFLICT, "The need that the order names has been met."),
  ORDERED_NEED_ELSEWHERE(Kind.INVALID, "The need that the order names is another household's.");

  private final Kind kind;
  private final String detail;

  SupplyOrderRejection(Kind kind, String detail) {
    this.kind = kind;
    this.detail = detail;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String detail() {
    return detail;
  }
}
