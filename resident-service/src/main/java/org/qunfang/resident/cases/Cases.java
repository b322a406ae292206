package org.qunfang.resident.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.ResidentEvent.CaseEvent;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Carries out what is asked of cases, and keeps their register in step with their streams. */
@ApplicationScoped
public class Cases {

  private static final CaseDecider RULES = new CaseDecider();

  private final Register register;
  private final Residents residents;
  private final EventStore store;

  Cases(Register register, Residents residents, EventStore store) {
    this.register = register;
    this.residents = residents;
    this.store = store;
  }

  /** A case of the caller's own division. */
  public Uni<KnownCase> own(Mutiny.Session session, UUID id) {
    return register.own(session, KnownCase.class, id, CaseRejection.NO_SUCH_CASE);
  }

  Uni<KnownCase> report(Mutiny.Session session, ReportCase command, Report report) {
    return residents
        .present(session, command.resident())
        .call(resident -> requireNoneOpen(session, resident))
        .chain(
            resident -> {
              Told told = report.of(resident);
              return decide(session, command.id(), command, told)
                  .map(outcome -> new KnownCase(command.id(), command.resident(), outcome, told))
                  .call(session::persist);
            });
  }

  /** One resident, one case at a time; the register's own unique index insists on it. */
  private static Uni<Void> requireNoneOpen(Mutiny.Session session, RegisteredResident resident) {
    return session
        .createSelectionQuery("select id from KnownCase where resident = ?1 and open", UUID.class)
        .setParameter(1, resident.id())
        .getResultList()
        .invoke(
            open -> {
              if (!open.isEmpty()) {
                throw new CommandRejected(CaseRejection.RESIDENT_HAS_OPEN_CASE);
              }
            })
        .replaceWithVoid();
  }

  /** On a case of the register. */
  Uni<KnownCase> handle(Mutiny.Session session, UUID id, CaseCommand command, Report report) {
    return own(session, id).call(row -> handle(session, row, command, report));
  }

  /**
   * On a case of the register, as another system tells of it: it has to mean the same resident, and
   * to know what the case was. A thing told again is not looked at twice, because the case is
   * another one since.
   */
  Uni<KnownCase> handle(
      Mutiny.Session session,
      UUID id,
      CaseCommand command,
      UUID resident,
      CaseEvent told,
      Report report) {
    return own(session, id)
        .call(
            row -> {
              if (!row.resident.equals(resident)) {
                throw new CommandRejected(CaseRejection.CASE_OF_ANOTHER_RESIDENT);
              }
              return handle(session, row, command, report)
                  .invoke(
                      outcome -> {
                        if (!List.of(told).containsAll(outcome.events())) {
                          throw new CommandRejected(CaseRejection.CASE_WAS_OTHERWISE);
                        }
                      });
            });
  }

  private Uni<EventStore.Outcome<Case, CaseEvent>> handle(
      Mutiny.Session session, KnownCase row, CaseCommand command, Report report) {
    return decide(session, row.id, command, report.of(row))
        .invoke(
            outcome -> {
              if (!outcome.happened().isEmpty()) {
                row.show(outcome);
                row.changed = outcome.happened().getLast().time();
              }
            });
  }

  private Uni<EventStore.Outcome<Case, CaseEvent>> decide(
      Mutiny.Session session, UUID id, CaseCommand command, Told told) {
    return store.handle(
        session, RULES, CaseEvent.class, EventStore.stream("case", id), command, told);
  }
}
