package org.qunfang.resident.worker;

import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.TaskCancellation;
import org.qunfang.events.ResidentEvent.TaskKind;

/** What can be asked of a task. */
public sealed interface TaskCommand {

  /** Somebody is to do it by {@code due}; {@code asked} is when they are told. */
  record AssignTask(UUID id, UUID worker, boolean onDuty, TaskKind kind, Instant due, Instant asked)
      implements TaskCommand {}

  /** It was done in so many minutes. */
  record CompleteTask(int minutes) implements TaskCommand {}

  /** It will not be done. */
  record CancelTask(TaskCancellation reason) implements TaskCommand {}
}
