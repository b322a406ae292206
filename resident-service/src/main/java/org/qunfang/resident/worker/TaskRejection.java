package org.qunfang.resident.worker;

import org.qunfang.events.Rejection;

/** Why a task's command was refused. */
public enum TaskRejection implements Rejection {
  NO_SUCH_TASK(Kind.NOT_FOUND, "There is no such task."),
  TASK_ALREADY_ASSIGNED(Kind.CONFLICT, "A task has this id already."),
  WORKER_NOT_ON_DUTY(Kind.CONFLICT, "The worker is not on duty."),
  DUE_BEFORE_ASSIGNED(Kind.INVALID, "A task cannot be due before it is assigned."),
  HOUSEHOLD_NOT_HERE(Kind.INVALID, "The household is not on the register of this community."),
  TASK_DONE(Kind.CONFLICT, "The task is done, as it was told before."),
  TASK_CANCELLED(Kind.CONFLICT, "The task was cancelled.");

  private final Kind kind;
  private final String detail;

  TaskRejection(Kind kind, String detail) {
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
