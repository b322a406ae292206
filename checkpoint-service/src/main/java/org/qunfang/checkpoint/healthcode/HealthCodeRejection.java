package org.qunfang.checkpoint.healthcode;

import org.qunfang.events.Rejection;

/** Why a health code was not found. */
enum HealthCodeRejection implements Rejection {
  NO_CODE_KNOWN(
      Kind.NOT_FOUND, "No code is known of this person here; at a gate, the passage decides.");

  private final Kind kind;
  private final String detail;

  HealthCodeRejection(Kind kind, String detail) {
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
