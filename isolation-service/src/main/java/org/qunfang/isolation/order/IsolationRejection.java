package org.qunfang.isolation.order;

import org.qunfang.events.Rejection;

/** Why something that was wanted of an isolation order was refused. */
public enum IsolationRejection implements Rejection {
  NO_SUCH_ORDER(Kind.NOT_FOUND, "There is no such isolation order."),
  NOT_ISOLATED(Kind.NOT_FOUND, "No isolation order is open for this person."),
  ORDER_EXISTS(Kind.CONFLICT, "Another order was made under this id."),
  ALREADY_ISOLATED(
      Kind.CONFLICT, "An order is open for this person; transfer or extend it instead."),
  ORDER_ENDED(Kind.CONFLICT, "The person has been released."),
  NOT_STARTED(Kind.CONFLICT, "The isolation has not started."),
  CASE_STILL_OPEN(Kind.CONFLICT, "The person is a case; its outcome ends the isolation, no term."),
  TERM_NOT_OVER(Kind.CONFLICT, "The last day of isolation has not come."),
  ANOTHER_KIND(Kind.CONFLICT, "The order says another kind of isolation; transfer it first."),
  ANOTHER_PERSON(Kind.INVALID, "The order is about another person."),
  ANOTHER_COMMUNITY(Kind.INVALID, "The order counts in another community."),
  DUE_IN_PAST(Kind.INVALID, "The last day of isolation is over already."),
  DUE_NOT_LATER(Kind.INVALID, "An extension ends later than the order."),
  TERM_TOO_LONG(Kind.INVALID, "Nobody is isolated that long without being looked at again.");

  private final Kind kind;
  private final String detail;

  IsolationRejection(Kind kind, String detail) {
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
