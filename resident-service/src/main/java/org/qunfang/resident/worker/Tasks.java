package org.qunfang.resident.worker;

import static org.qunfang.resident.worker.Workers.told;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.TaskAssigned;
import org.qunfang.events.ResidentEvent.TaskCancellation;
import org.qunfang.events.ResidentEvent.TaskCancelled;
import org.qunfang.events.ResidentEvent.TaskCompleted;
import org.qunfang.events.ResidentEvent.TaskEvent;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Dated;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.place.PlaceRejection;
import org.qunfang.resident.place.Places;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.worker.TaskCommand.AssignTask;
import org.qunfang.resident.worker.TaskCommand.CancelTask;
import org.qunfang.resident.worker.TaskCommand.CompleteTask;

/** Carries out what is asked of tasks; what a task earns is booked in the same transaction. */
@ApplicationScoped
class Tasks {

  private static final TaskDecider RULES = new TaskDecider();

  private final Register register;
  private final EventStore store;
  private final Workers workers;
  private final Accounts accounts;

  Tasks(Register register, EventStore store, Workers workers, Accounts accounts) {
    this.register = register;
    this.store = store;
    this.workers = workers;
    this.accounts = accounts;
  }

  Uni<AssignedTask> assign(Mutiny.Session session, Errand errand, Report report) {
    return workers
        .own(session, errand.worker())
        .call(who -> requireHere(session, who.community(), errand))
        .call(who -> Workers.hold(session, List.of(who.id)))
        .chain(
            who -> {
              Told told = told(who, report);
              return handle(
                      session,
                      errand.id(),
                      new AssignTask(errand, who.onDuty(), report.time()),
                      told)
                  .map(outcome -> new AssignedTask(errand.assigned(), told, outcome.version()))
                  .call(session::persist)
                  .call(() -> workers.count(session, who, Map.of(Tally.OPEN_TASKS, 1)));
            });
  }

  /** Nobody is sent to another community, nor to where nobody is and nothing stands any more. */
  private static Uni<Void> requireHere(Mutiny.Session session, Division community, Errand errand) {
    UUID household = errand.household();
    return (household == null
            ? Uni.createFrom().voidItem()
            : Households.requireOpen(
                session, community, Set.of(household), TaskRejection.HOUSEHOLD_NOT_HERE))
        .chain(
            () ->
                Places.requireOpen(
                    session, community, errand.place(), PlaceRejection.PLACE_NOT_HERE));
  }

  Uni<AssignedTask> complete(Mutiny.Session session, UUID id, int minutes, Report report) {
    return change(session, id, new CompleteTask(minutes), report);
  }

  Uni<AssignedTask> cancel(
      Mutiny.Session session, UUID id, TaskCancellation reason, Report report) {
    return change(session, id, new CancelTask(reason), report);
  }

  /** What somebody was asked who stands down will not be done by them. */
  Uni<Void> cancelAll(Mutiny.Session session, EnlistedWorker worker, Report report) {
    return session
        .createSelectionQuery(
            "from AssignedTask where worker = ?1 and state = ?2 order by id", AssignedTask.class)
        .setParameter(1, worker.id)
        .setParameter(2, AssignedTask.State.OPEN)
        .getResultList()
        .chain(
            open ->
                Multi.createFrom()
                    .iterable(open)
                    .onItem()
                    .transformToUniAndConcatenate(
                        task ->
                            change(
                                session,
                                task,
                                new CancelTask(TaskCancellation.WORKER_STOOD_DOWN),
                                told(task, report)))
                    .collect()
                    .last()
                    .invoke(() -> Tally.OPEN_TASKS.add(worker, -open.size())))
        .replaceWithVoid();
  }

  private Uni<AssignedTask> change(
      Mutiny.Session session, UUID id, TaskCommand command, Report report) {
    return register
        .own(session, AssignedTask.class, id, TaskRejection.NO_SUCH_TASK)
        .call(row -> Workers.hold(session, List.of(row.worker)))
        .chain(row -> change(session, row, command, report.of(row)));
  }

  private Uni<AssignedTask> change(
      Mutiny.Session session, AssignedTask row, TaskCommand command, Told told) {
    return handle(session, row.id, command, told)
        .invoke(row::follow)
        .call(
            outcome ->
                Multi.createFrom()
                    .iterable(outcome.happened())
                    .onItem()
                    .transformToUniAndConcatenate(each -> count(session, each, told))
                    .collect()
                    .last())
        .replaceWith(row);
  }

  private Uni<Void> count(Mutiny.Session session, Dated<TaskEvent> happened, Told told) {
    return switch (happened.event()) {
      case TaskAssigned assigned ->
          throw new IllegalStateException("a task is assigned once, when it begins");
      case TaskCompleted done ->
          workers
              .count(
                  session,
                  done.worker(),
                  Map.of(
                      Tally.OPEN_TASKS, -1,
                      Tally.TASKS_DONE, 1,
                      Tally.TASK_MINUTES, done.minutes()))
              .chain(() -> accounts.earn(session, done, told.at(happened.time())));
      case TaskCancelled cancelled ->
          workers.count(session, cancelled.worker(), Map.of(Tally.OPEN_TASKS, -1));
    };
  }

  private Uni<EventStore.Outcome<Task, TaskEvent>> handle(
      Mutiny.Session session, UUID id, TaskCommand command, Told told) {
    return store.handle(
        session, RULES, TaskEvent.class, EventStore.stream("task", id), command, told);
  }
}
