package org.qunfang.resident.worker;

import java.time.Instant;
import org.qunfang.events.ResidentEvent.TaskCancellation;

/** What can be asked of a task. */
public sealed interface TaskCommand {

  /** Somebody is to do it; {@code asked} is when they are told. */
  record AssignTask(Errand errand, boolean onDuty, Instant asked) implements TaskCommand {}

  /** It was done in so many minutes. */
  record CompleteTask(int minutes) implements TaskCommand {}

  /** It will not be done. */
  record CancelTask(TaskCancellation reason) implements TaskCommand {}
}
