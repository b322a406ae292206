package org.qunfang.resident.worker;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.TaskAssigned;
import org.qunfang.events.ResidentEvent.TaskCancelled;
import org.qunfang.events.ResidentEvent.TaskCompleted;
import org.qunfang.events.ResidentEvent.TaskEvent;
import org.qunfang.events.ResidentEvent.TaskKind;
import org.qunfang.resident.worker.Task.Cancelled;
import org.qunfang.resident.worker.Task.Done;
import org.qunfang.resident.worker.Task.Open;
import org.qunfang.resident.worker.Task.Unknown;
import org.qunfang.resident.worker.TaskCommand.AssignTask;
import org.qunfang.resident.worker.TaskCommand.CancelTask;
import org.qunfang.resident.worker.TaskCommand.CompleteTask;

/** The course of a task: assigned → done, and earns points, or cancelled. */
public final class TaskDecider implements Decider<TaskCommand, Task, TaskEvent> {

  @Override
  public Task initial() {
    return new Unknown();
  }

  @Override
  public Decision<TaskEvent> decide(TaskCommand command, Task state) {
    return switch (command) {
      case AssignTask assign -> assign(assign, state);
      case CompleteTask(int minutes) -> complete(minutes, state);
      case CancelTask cancel -> cancel(cancel, state);
    };
  }

  private static Decision<TaskEvent> assign(AssignTask task, Task state) {
    if (!(state instanceof Unknown)) {
      return reject(TaskRejection.TASK_ALREADY_ASSIGNED);
    }
    if (!task.onDuty()) {
      return reject(TaskRejection.WORKER_NOT_ON_DUTY);
    }
    if (task.errand().due().isBefore(task.asked())) {
      return reject(TaskRejection.DUE_BEFORE_ASSIGNED);
    }
    return accept(task.errand().assigned());
  }

  private static Decision<TaskEvent> complete(int minutes, Task state) {
    return switch (state) {
      case Unknown() -> reject(TaskRejection.NO_SUCH_TASK);
      case Open(UUID id, UUID worker, TaskKind kind, UUID household) ->
          accept(
              new TaskCompleted(
                  id, worker, kind, minutes, PointsRule.of(kind).points(minutes), household));
      case Done(int before) -> before == minutes ? accept() : reject(TaskRejection.TASK_DONE);
      case Cancelled() -> reject(TaskRejection.TASK_CANCELLED);
    };
  }

  private static Decision<TaskEvent> cancel(CancelTask cancel, Task state) {
    return switch (state) {
      case Unknown() -> reject(TaskRejection.NO_SUCH_TASK);
      case Open(UUID id, UUID worker, TaskKind kind, UUID household) ->
          accept(new TaskCancelled(id, worker, kind, cancel.reason(), household));
      case Done done -> reject(TaskRejection.TASK_DONE);
      case Cancelled() -> accept();
    };
  }

  @Override
  public Task evolve(Task state, TaskEvent event) {
    return switch (event) {
      case TaskAssigned assigned ->
          new Open(assigned.task(), assigned.worker(), assigned.kind(), assigned.household());
      case TaskCompleted completed -> new Done(completed.minutes());
      case TaskCancelled cancelled -> new Cancelled();
    };
  }
}
