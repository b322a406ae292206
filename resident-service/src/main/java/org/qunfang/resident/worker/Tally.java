package org.qunfang.resident.worker;

/** What is counted of each worker, in the worker's own row; added to, never written over. */
public enum Tally {
  /** Households that the worker answers for. */
  HOUSEHOLDS("households"),
  /** Tasks assigned and not done. */
  OPEN_TASKS("open_tasks"),
  /** Tasks done. */
  TASKS_DONE("tasks_done"),
  /** Minutes that those tasks took. */
  TASK_MINUTES("task_minutes"),
  /** Minutes on duty, as they were logged; tasks were done in them or besides. */
  ATTENDANCE_MINUTES("attendance_minutes"),
  /** Points that tasks earned. */
  POINTS_EARNED("points_earned"),
  /** Points exchanged for goods. */
  POINTS_SPENT("points_spent"),
  /** What is left of them, corrections included. */
  POINTS_BALANCE("points_balance");

  private final String column;

  Tally(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }

  /** How much it is of that worker. */
  int of(EnlistedWorker row) {
    return switch (this) {
      case HOUSEHOLDS -> row.households;
      case OPEN_TASKS -> row.openTasks;
      case TASKS_DONE -> row.tasksDone;
      case TASK_MINUTES -> row.taskMinutes;
      case ATTENDANCE_MINUTES -> row.attendanceMinutes;
      case POINTS_EARNED -> row.pointsEarned;
      case POINTS_SPENT -> row.pointsSpent;
      case POINTS_BALANCE -> row.pointsBalance;
    };
  }

  /** As much more in the row that is in hand. */
  void add(EnlistedWorker row, int amount) {
    switch (this) {
      case HOUSEHOLDS -> row.households += amount;
      case OPEN_TASKS -> row.openTasks += amount;
      case TASKS_DONE -> row.tasksDone += amount;
      case TASK_MINUTES -> row.taskMinutes += amount;
      case ATTENDANCE_MINUTES -> row.attendanceMinutes += amount;
      case POINTS_EARNED -> row.pointsEarned += amount;
      case POINTS_SPENT -> row.pointsSpent += amount;
      case POINTS_BALANCE -> row.pointsBalance += amount;
    }
  }
}
