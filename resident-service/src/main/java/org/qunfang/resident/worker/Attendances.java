package org.qunfang.resident.worker;

import static org.qunfang.resident.worker.Workers.told;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.ResidentEvent.AttendanceEvent;
import org.qunfang.events.ResidentEvent.AttendanceLogged;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.worker.AttendanceCommand.LogAttendance;
import org.qunfang.resident.worker.AttendanceCommand.StrikeAttendance;

/** Logs when workers were on duty, and counts the minutes. */
@ApplicationScoped
class Attendances {

  private static final AttendanceDecider RULES = new AttendanceDecider();

  private final Register register;
  private final EventStore store;
  private final Workers workers;

  Attendances(Register register, EventStore store, Workers workers) {
    this.register = register;
    this.store = store;
    this.workers = workers;
  }

  /** The report's time is when the duty ended. */
  Uni<LoggedAttendance> log(
      Mutiny.Session session, UUID id, UUID worker, Span span, Report report) {
    return workers
        .held(session, worker)
        .chain(
            who -> {
              Told told = told(who, report);
              AttendanceLogged logged = new AttendanceLogged(id, worker, span.from(), span.until());
              return handle(session, worker, new LogAttendance(id, worker, span), told)
                  .map(outcome -> new LoggedAttendance(logged, told, outcome.version()))
                  .call(session::persist)
                  .call(() -> count(session, worker, span.minutes()));
            });
  }

  Uni<LoggedAttendance> strike(Mutiny.Session session, UUID id, Report report) {
    return register
        .own(session, LoggedAttendance.class, id, AttendanceRejection.NO_SUCH_ATTENDANCE)
        .call(row -> Workers.hold(session, List.of(row.worker)))
        .call(
            row ->
                handle(session, row.worker, new StrikeAttendance(id, row.worker), report.of(row))
                    .call(
                        outcome -> {
                          row.version = outcome.version();
                          row.struck = true;
                          return outcome.happened().isEmpty()
                              ? Uni.createFrom().voidItem()
                              : count(session, row.worker, -row.span().minutes());
                        }));
  }

  private Uni<Void> count(Mutiny.Session session, UUID worker, int minutes) {
    return workers.count(session, worker, Map.of(Tally.ATTENDANCE_MINUTES, minutes));
  }

  private Uni<EventStore.Outcome<Attendance, AttendanceEvent>> handle(
      Mutiny.Session session, UUID worker, AttendanceCommand command, Told told) {
    return store.handle(
        session,
        RULES,
        AttendanceEvent.class,
        EventStore.stream("attendance", worker),
        command,
        told);
  }
}
