package org.qunfang.resident.stranded;

import org.qunfang.events.Rejection;

/** Why a stay was not noted. */
enum StayRejection implements Rejection {
  NO_SUCH_STRANDED(Kind.NOT_FOUND, "Nobody who is registered as stranded has this id."),
  NOT_STRANDED(Kind.CONFLICT, "This resident is not registered as stranded."),
  NO_SUCH_SITE(
      Kind.INVALID, "Whoever is sheltered stays at an open place of the caller's own division."),
  STAY_IN_FUTURE(Kind.INVALID, "Nobody is stranded from a day on that lies ahead."),
  STAY_ENDS_FIRST(Kind.INVALID, "The stay is expected to end before it begins.");

  private final Kind kind;
  private final String detail;

  StayRejection(Kind kind, String detail) {
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
