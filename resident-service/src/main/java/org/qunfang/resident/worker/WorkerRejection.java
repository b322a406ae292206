package org.qunfang.resident.worker;

import org.qunfang.events.Rejection;

/** Why a worker's command was refused. */
public enum WorkerRejection implements Rejection {
  NO_SUCH_WORKER(Kind.NOT_FOUND, "There is no such worker."),
  WORKER_ALREADY_ENLISTED(Kind.CONFLICT, "A worker has this id already."),
  WORKER_NOT_ON_DUTY(Kind.CONFLICT, "The worker is not on duty."),
  ACCOUNT_TAKEN(Kind.CONFLICT, "Another worker on duty uses this account."),
  ANSWERS_FOR_HOUSEHOLDS(
      Kind.CONFLICT,
      "The worker answers for households: say who takes them, or that they are left to nobody."),
  LEADS_GRIDS(
      Kind.CONFLICT,
      "The worker leads grids: say who takes them, or that they are left to nobody."),
  SUCCESSOR_IS_THE_SAME(Kind.INVALID, "Nobody is their own successor."),
  HAND_OVER_AMBIGUOUS(
      Kind.INVALID,
      "What a worker answers for goes to a successor, or is shared, or left to nobody: one of"
          + " these.");

  private final Kind kind;
  private final String detail;

  WorkerRejection(Kind kind, String detail) {
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
