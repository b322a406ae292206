package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactEvent;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.cases.Cases;
import org.qunfang.resident.cases.KnownCase;
import org.qunfang.resident.contact.ContactCommand.ClearContact;
import org.qunfang.resident.contact.ContactCommand.ClearEarly;
import org.qunfang.resident.contact.ContactCommand.TraceContact;
import org.qunfang.resident.contact.ContactCommand.TracedCase;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Traces and clears contacts, told by the community or by another system. */
@ApplicationScoped
class Contacts implements EventIntake {

  private static final ContactDecider RULES = new ContactDecider();

  private final Commands commands;
  private final Register register;
  private final Cases cases;
  private final Residents residents;
  private final EventStore store;
  private final EventLogConfig config;

  Contacts(
      Commands commands,
      Register register,
      Cases cases,
      Residents residents,
      EventStore store,
      EventLogConfig config) {
    this.commands = commands;
    this.register = register;
    this.cases = cases;
    this.residents = residents;
    this.store = store;
    this.config = config;
  }

  /** Who met whom, as somebody found out. */
  record Finding(
      UUID id,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting) {}

  Uni<TracedContact> trace(Mutiny.Session session, Finding finding, Report report) {
    return cases
        .own(session, finding.caseId())
        .chain(
            known ->
                residents
                    .present(session, finding.resident())
                    .call(() -> requireUntraced(session, finding))
                    .chain(resident -> trace(session, finding, known, resident, report)));
  }

  private static Uni<Void> requireUntraced(Mutiny.Session session, Finding finding) {
    return session
        .createSelectionQuery(
            "select id from TracedContact where caseId = ?1 and resident = ?2", UUID.class)
        .setParameter(1, finding.caseId())
        .setParameter(2, finding.resident())
        .getResultList()
        .invoke(
            traced -> {
              if (!traced.isEmpty()) {
                throw new CommandRejected(ContactRejection.CONTACT_ALREADY_TRACED);
              }
            })
        .replaceWithVoid();
  }

  private Uni<TracedContact> trace(
      Mutiny.Session session,
      Finding finding,
      KnownCase known,
      RegisteredResident resident,
      Report report) {
    Told told = report.of(resident);
    TraceContact command =
        new TraceContact(
            finding.id(),
            new TracedCase(known.id(), known.resident(), known.ruledOut()),
            finding.resident(),
            finding.contactClass(),
            FieldReport.day(finding.lastExposure()),
            finding.setting(),
            dayOf(report));
    TracedContact row = new TracedContact(command, told);
    return handle(session, finding.id(), command, told)
        .invoke(row::show)
        .chain(() -> session.persist(row))
        .replaceWith(row);
  }

  /** The case may count in another community than the contact: it is looked up, and not shown. */
  Uni<TracedContact> clear(Mutiny.Session session, UUID id, Report report) {
    return clear(
        session,
        id,
        report,
        row ->
            session
                .find(KnownCase.class, row.caseId)
                .map(known -> new ClearContact(dayOf(report), known.ruledOut())));
  }

  Uni<TracedContact> clearEarly(Mutiny.Session session, UUID id, Report report) {
    return clear(session, id, report, row -> Uni.createFrom().item(new ClearEarly()));
  }

  private Uni<TracedContact> clear(
      Mutiny.Session session,
      UUID id,
      Report report,
      Function<TracedContact, Uni<? extends ContactCommand>> command) {
    return register
        .own(session, TracedContact.class, id, ContactRejection.NO_SUCH_CONTACT)
        .call(
            row ->
                command
                    .apply(row)
                    .chain(asked -> handle(session, id, asked, report.of(row)))
                    .invoke(row::show));
  }

  private LocalDate dayOf(Report report) {
    return report.time().atZone(config.zone()).toLocalDate();
  }

  private Uni<EventStore.Outcome<Contact, ContactEvent>> handle(
      Mutiny.Session session, UUID id, ContactCommand command, Told told) {
    return store.handle(
        session, RULES, ContactEvent.class, EventStore.stream("contact", id), command, told);
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(ContactTraced.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(commands, events, this::carryOut);
  }

  private Uni<TracedContact> carryOut(Mutiny.Session session, Incoming incoming) {
    ContactTraced event = (ContactTraced) incoming.event();
    return trace(
        session,
        new Finding(
            event.contact(),
            event.caseId(),
            event.resident(),
            event.contactClass(),
            event.lastExposure(),
            event.setting()),
        Report.of(incoming.told()));
  }
}
