package org.qunfang.resident.cases;

import static org.qunfang.intake.FieldReport.day;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.CaseEvent;
import org.qunfang.events.ResidentEvent.InfectionSource;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.cases.Case.Source;
import org.qunfang.resident.cases.CaseCommand.FindSource;
import org.qunfang.resident.cases.CaseCommand.NoteOnset;
import org.qunfang.resident.cases.CaseCommand.RecordDeath;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Carries out what is asked of cases, and keeps their register in step with their streams. */
@ApplicationScoped
public class Cases {

  private static final CaseDecider RULES = new CaseDecider();

  /**
   * {@code union} follows nothing twice, so that even a circle would end. Nobody else finds a
   * source for any of them or rules one out meanwhile: of those who together would make a circle
   * one is always refused.
   */
  private static final String INFECTED_BY =
      """
      with recursive infecting (id) as (
        select cast(:infected as uuid)
         union
        select source_case from infecting join known_case using (id) where source_case is not null)
      select id from known_case where id in (select id from infecting) for share
      """;

  private final Register register;
  private final Residents residents;
  private final EventStore store;
  private final EventLogConfig config;
  private final FieldReport field;

  Cases(
      Register register,
      Residents residents,
      EventStore store,
      EventLogConfig config,
      FieldReport field) {
    this.register = register;
    this.residents = residents;
    this.store = store;
    this.config = config;
    this.field = field;
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
                  .map(outcome -> new KnownCase(command, outcome, told))
                  .call(session::persist)
                  .call(() -> Residents.hold(session, List.of(resident.id())));
            });
  }

  /** Reports it together with the day of onset; the version that was seen is the resident's. */
  Uni<KnownCase> report(
      Mutiny.Session session, ReportCase command, @Nullable LocalDate onset, Report report) {
    Uni<KnownCase> reported = report(session, command, report);
    return onset == null
        ? reported
        : reported
            .call(session::flush)
            .call(
                row ->
                    handle(
                        session,
                        row,
                        new NoteOnset(day(onset), dayOf(report)),
                        new Told(row.community(), report.time(), report.actor())));
  }

  Uni<KnownCase> noteOnset(
      Mutiny.Session session, UUID id, LocalDate onset, @Nullable UUID resident, Report report) {
    return own(session, id)
        .invoke(row -> requireSame(row, resident))
        .call(row -> handle(session, row, new NoteOnset(day(onset), dayOf(report)), report));
  }

  /** The source has to be a case of the caller's own division too: others are nobody's to name. */
  Uni<KnownCase> findSource(
      Mutiny.Session session, UUID id, Source source, @Nullable UUID resident, Report report) {
    if (source.origin() != null) {
      Division unused = field.official(source.origin().code());
    }
    return own(session, id)
        .invoke(row -> requireSame(row, resident))
        .call(
            row ->
                command(session, row, source)
                    .chain(command -> handle(session, row, command, report)));
  }

  private Uni<FindSource> command(Mutiny.Session session, KnownCase row, Source source) {
    UUID by = source.by();
    if (by == null || by.equals(row.id)) {
      return Uni.createFrom().item(new FindSource(source));
    }
    return own(session, by)
        .chain(
            infecting ->
                sources(session, infecting.id)
                    .map(
                        before ->
                            new FindSource(source, infecting.ruledOut(), before.contains(row.id))));
  }

  /** Those cases were none and infected nobody; whoever does know better can tell it afterwards. */
  Uni<Void> loseSources(Mutiny.Session session, Map<UUID, Envelope> ruledOut) {
    return session
        .createSelectionQuery(
            "from KnownCase where sourceCase in ?1 and status <> RULED_OUT order by id",
            KnownCase.class)
        .setParameter(1, ruledOut.keySet())
        .getResultList()
        .chain(
            infected -> {
              Uni<Void> lost = Uni.createFrom().voidItem();
              for (KnownCase row : infected) {
                Envelope told = Objects.requireNonNull(ruledOut.get(row.sourceCase));
                lost = lost.chain(() -> loseSource(session, row, told));
              }
              return lost;
            });
  }

  private Uni<Void> loseSource(Mutiny.Session session, KnownCase row, Envelope ruledOut) {
    return store
        .conclude(
            session,
            RULES,
            CaseEvent.class,
            EventStore.stream("case", row.id),
            new FindSource(new Source(InfectionSource.UNKNOWN, null, null)),
            new Told(row.community(), ruledOut.time(), ruledOut.actor()))
        .invoke(outcome -> show(row, outcome))
        .replaceWithVoid();
  }

  /** A case, who infected it, who infected them, and so on. */
  private static Uni<List<UUID>> sources(Mutiny.Session session, UUID infected) {
    return session
        .createNativeQuery(INFECTED_BY, UUID.class)
        .setParameter("infected", infected)
        .getResultList();
  }

  private static void requireSame(KnownCase row, @Nullable UUID resident) {
    if (resident != null && !row.resident.equals(resident)) {
      throw new CommandRejected(CaseRejection.CASE_OF_ANOTHER_RESIDENT);
    }
  }

  private LocalDate dayOf(Report report) {
    return LocalDate.ofInstant(report.time(), config.zone());
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
              requireSame(row, resident);
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
    return handle(session, row, command, report.of(row));
  }

  private Uni<EventStore.Outcome<Case, CaseEvent>> handle(
      Mutiny.Session session, KnownCase row, CaseCommand command, Told told) {
    return (command instanceof RecordDeath
            ? die(session, row, command, told)
            : change(session, row, command, told))
        .call(() -> Residents.hold(session, List.of(row.resident)));
  }

  private Uni<EventStore.Outcome<Case, CaseEvent>> change(
      Mutiny.Session session, KnownCase row, CaseCommand command, Told told) {
    return decide(session, row.id, command, told).invoke(outcome -> show(row, outcome));
  }

  /**
   * Who died leaves the register, under the entry that stands for them by now. A follower would do
   * so before the row of the case is written, and the rounds, which everybody waits for, come last.
   */
  private Uni<EventStore.Outcome<Case, CaseEvent>> die(
      Mutiny.Session session, KnownCase row, CaseCommand death, Told told) {
    return Residents.standing(session, row.resident)
        .chain(
            resident ->
                Residents.takeHomes(session, List.of(resident))
                    .chain(() -> change(session, row, death, told))
                    .call(session::flush)
                    .call(
                        () ->
                            residents.die(
                                session,
                                resident,
                                Objects.requireNonNull(row.ended),
                                told.actor())));
  }

  private static void show(KnownCase row, EventStore.Outcome<Case, CaseEvent> outcome) {
    if (!outcome.happened().isEmpty()) {
      row.show(outcome);
    }
  }

  private Uni<EventStore.Outcome<Case, CaseEvent>> decide(
      Mutiny.Session session, UUID id, CaseCommand command, Told told) {
    return store.handle(
        session, RULES, CaseEvent.class, EventStore.stream("case", id), command, told);
  }
}
