package org.qunfang.resident.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qunfang.events.ResidentEvent.TaskAssigned;
import org.qunfang.events.ResidentEvent.TaskCancellation;
import org.qunfang.events.ResidentEvent.TaskCancelled;
import org.qunfang.events.ResidentEvent.TaskCompleted;
import org.qunfang.events.ResidentEvent.TaskEvent;
import org.qunfang.events.ResidentEvent.TaskKind;
import org.qunfang.resident.worker.TaskCommand.AssignTask;
import org.qunfang.resident.worker.TaskCommand.CancelTask;
import org.qunfang.resident.worker.TaskCommand.CompleteTask;
import org.qunfang.testing.GivenWhenThen;

class DoingTasksTest {

  private static final UUID TASK = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final Instant NOON = Instant.parse("2020-02-10T04:00:00Z");
  private static final UUID HOME = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final TaskAssigned ASSIGNED =
      new TaskAssigned(TASK, WHO, TaskKind.DELIVERY, NOON, HOME, null);
  private static final TaskCompleted DONE =
      new TaskCompleted(TASK, WHO, TaskKind.DELIVERY, 90, 4, HOME);
  private static final TaskCancelled CANCELLED =
      new TaskCancelled(TASK, WHO, TaskKind.DELIVERY, TaskCancellation.NOT_NEEDED, HOME);
  private static final CancelTask CANCEL = new CancelTask(TaskCancellation.NOT_NEEDED);

  private final GivenWhenThen<TaskCommand, Task, TaskEvent> rules = rules(new TaskDecider());

  private static AssignTask assign(boolean onDuty, Instant asked) {
    return new AssignTask(
        new Errand(TASK, WHO, TaskKind.DELIVERY, NOON, HOME, null), onDuty, asked);
  }

  @Test
  void whoIsOnDutyIsAskedOnceAndInTime() {
    rules.given().when(assign(true, NOON)).then(ASSIGNED);
    rules
        .given(ASSIGNED)
        .when(assign(true, NOON))
        .thenRejected(TaskRejection.TASK_ALREADY_ASSIGNED);
    rules.given().when(assign(false, NOON)).thenRejected(TaskRejection.WORKER_NOT_ON_DUTY);
    rules
        .given()
        .when(assign(true, NOON.plusSeconds(1)))
        .thenRejected(TaskRejection.DUE_BEFORE_ASSIGNED);
  }

  @Test
  void whatIsDoneEarnsPointsByItsRuleOnce() {
    rules.given(ASSIGNED).when(new CompleteTask(90)).then(DONE);
    rules.given(ASSIGNED, DONE).when(new CompleteTask(90)).thenNothing();
    rules.given(ASSIGNED, DONE).when(new CompleteTask(91)).thenRejected(TaskRejection.TASK_DONE);
    rules.given(ASSIGNED, DONE).when(CANCEL).thenRejected(TaskRejection.TASK_DONE);
    rules.given().when(new CompleteTask(90)).thenRejected(TaskRejection.NO_SUCH_TASK);
  }

  @Test
  void whatIsCancelledIsNotDone() {
    rules.given(ASSIGNED).when(CANCEL).then(CANCELLED);
    rules.given(ASSIGNED, CANCELLED).when(CANCEL).thenNothing();
    rules
        .given(ASSIGNED, CANCELLED)
        .when(new CompleteTask(90))
        .thenRejected(TaskRejection.TASK_CANCELLED);
    rules.given().when(CANCEL).thenRejected(TaskRejection.NO_SUCH_TASK);
  }

  @ParameterizedTest
  @CsvSource({
    "DISINFECTION, 60, 5",
    "DISINFECTION, 59, 4",
    "SCREENING, 90, 5",
    "GATE_DUTY, 480, 16",
    "PUBLICITY, 30, 1",
    "OTHER, 59, 0",
    "TESTING, 1440, 20"
  })
  void pointsAreForTheTaskAndItsTimeRoundedDownAndNotWithoutEnd(
      TaskKind kind, int minutes, int points) {
    assertThat(PointsRule.of(kind).points(minutes)).isEqualTo(points);
  }

  @ParameterizedTest
  @EnumSource(TaskKind.class)
  void nobodyLosesPointsByWorkingLonger(TaskKind kind) {
    for (int minutes = 1; minutes <= 1440; minutes++) {
      assertThat(PointsRule.of(kind).points(minutes))
          .isBetween(PointsRule.of(kind).points(minutes - 1), PointsRule.MOST);
    }
  }
}
