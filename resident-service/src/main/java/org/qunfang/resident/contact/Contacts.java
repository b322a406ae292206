package org.qunfang.resident.contact;

import static java.util.Comparator.comparing;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Decision;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Rejection;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactEvent;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.cases.Cases;
import org.qunfang.resident.cases.KnownCase;
import org.qunfang.resident.contact.ContactCommand.ClearContact;
import org.qunfang.resident.contact.ContactCommand.ClearEarly;
import org.qunfang.resident.contact.ContactCommand.EndAsInfected;
import org.qunfang.resident.contact.ContactCommand.EndWithCase;
import org.qunfang.resident.contact.ContactCommand.ExposeAgain;
import org.qunfang.resident.contact.ContactCommand.ReclassifyContact;
import org.qunfang.resident.contact.ContactCommand.TraceContact;
import org.qunfang.resident.contact.ContactCommand.TracedCase;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.ResidentRejection;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Traces, follows and clears contacts, told by the community or by another system. */
@ApplicationScoped
class Contacts implements EventIntake {

  /** The most that one request traces. */
  static final int MOST = 500;

  private static final ContactDecider RULES = new ContactDecider();

  private static final Set<Rejection> NOTHING_TO_DO =
      Set.of(
          ContactRejection.EXPOSURE_NOT_LATER,
          ContactRejection.CONTACT_CLEARED,
          ContactRejection.CONTACT_INFECTED,
          ContactRejection.CONTACT_RECOVERED,
          ContactRejection.CONTACT_DIED);

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

  /** Who met a case, as somebody found out. */
  record Finding(
      UUID id,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting) {}

  /** What became of somebody whom a case met. */
  enum Outcome {
    /** A contact from now on. */
    TRACED,
    /** A contact already, and watched for longer because they met again. */
    EXPOSED_AGAIN,
    /** A contact already, of whom nothing new was told or who has ended. */
    ALREADY_TRACED,
    /** Recovered not long before, or died: nobody to watch. */
    NOT_AT_RISK
  }

  /**
   * What came of a finding.
   *
   * @param contact null for whom nobody has to watch
   * @param reason why nothing came of it, when there is more to say than that it was known
   */
  record Traced(
      UUID resident,
      @Nullable TracedContact contact,
      Outcome outcome,
      @Nullable Rejection reason) {}

  /** One who is no contact of the case yet; refused as one of many is. */
  Uni<TracedContact> trace(Mutiny.Session session, UUID caseId, Finding finding, Report report) {
    return cases
        .own(session, caseId)
        .call(() -> requireUnknown(session, finding.id()))
        .chain(known -> traceAll(session, known, List.of(finding), report))
        .map(traced -> newlyTraced(traced.get(0)));
  }

  private static TracedContact newlyTraced(Traced traced) {
    TracedContact contact = traced.contact();
    if (contact == null || traced.outcome() != Outcome.TRACED) {
      throw new CommandRejected(
          contact == null
              ? Objects.requireNonNull(traced.reason())
              : ContactRejection.CONTACT_ALREADY_TRACED);
    }
    return contact;
  }

  private static Uni<Void> requireUnknown(Mutiny.Session session, UUID contact) {
    return session
        .find(TracedContact.class, contact)
        .invoke(
            known -> {
              if (known != null) {
                throw new CommandRejected(ContactRejection.CONTACT_ALREADY_TRACED);
              }
            })
        .replaceWithVoid();
  }

  /**
   * Many, each once, all or none, in few statements however many they are. Who is a contact already
   * has met the case again when that was later; the class stays what it is.
   *
   * @throws CommandRejected through the Uni, when they are too many
   * @throws org.qunfang.security.Problem through the Uni, with the {@code index} of somebody who is
   *     not of the caller's own division, left it otherwise than by death, or cannot be a contact
   */
  Uni<List<Traced>> traceAll(
      Mutiny.Session session, KnownCase known, List<Finding> findings, Report report) {
    if (findings.size() > MOST) {
      return Uni.createFrom().failure(new CommandRejected(ContactRejection.TOO_MANY_CONTACTS));
    }
    if (findings.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    report.requireSeen(known);
    List<UUID> people = findings.stream().map(Finding::resident).toList();
    return residents
        .own(session, people)
        .call(() -> hold(session, known))
        .chain(
            entries ->
                contacts(session, known, people)
                    .chain(
                        traced ->
                            health(session, people)
                                .chain(
                                    health ->
                                        add(
                                            session,
                                            new Tracing(known, report, entries, traced, health),
                                            findings))));
  }

  /**
   * Nobody rules the case out before this is stored: whoever then clears its contacts sees all of
   * them. Whoever did while this waited for them is seen here.
   */
  private static Uni<Void> hold(Mutiny.Session session, KnownCase known) {
    return session.refresh(known, LockMode.PESSIMISTIC_READ);
  }

  /**
   * What tracing has to know of the people it is about.
   *
   * @param entries those of the caller's own division, present or gone
   */
  private record Tracing(
      KnownCase of,
      Report report,
      Map<UUID, RegisteredResident> entries,
      Map<UUID, TracedContact> traced,
      Map<UUID, Health> health) {}

  private static Uni<Map<UUID, TracedContact>> contacts(
      Mutiny.Session session, KnownCase known, List<UUID> people) {
    return session
        .createSelectionQuery(
            "from TracedContact where caseId = ?1 and resident in ?2 order by id",
            TracedContact.class)
        .setParameter(1, known.id())
        .setParameter(2, people)
        .getResultList()
        .map(rows -> rows.stream().collect(toMap(row -> row.resident, identity())));
  }

  /**
   * What is known of those of whom something is known, by the newest of their cases; a case of an
   * entry that was merged is one of the entry that stays.
   */
  private Uni<Map<UUID, Health>> health(Mutiny.Session session, Collection<UUID> people) {
    return session
        .createSelectionQuery(
            """
            select c, coalesce(r.mergedInto, r.id)
              from KnownCase c join RegisteredResident r on r.id = c.resident
             where (r.id in ?1 or r.mergedInto in ?1) and c.status not in (SUSPECTED, RULED_OUT)
             order by c.reported, c.id
            """,
            Object[].class)
        .setParameter(1, people)
        .setReadOnly(true)
        .getResultList()
        .map(
            cases ->
                cases.stream()
                    .collect(
                        toMap(
                            row -> (UUID) row[1],
                            row -> health((KnownCase) row[0]),
                            (older, newer) -> newer)));
  }

  private Health health(KnownCase known) {
    return switch (known.status()) {
      case SUSPECTED, RULED_OUT -> new Health.Well();
      case ASYMPTOMATIC, CONFIRMED -> new Health.Ill(known.id());
      case RECOVERED -> new Health.Recovered(known.ended(config.zone()));
      case DIED -> new Health.Died();
    };
  }

  /** That of a contact, whose cases may be those of the entry that stands for them by now. */
  private Uni<Health> health(Mutiny.Session session, TracedContact row) {
    return session
        .createSelectionQuery(
            "select coalesce(mergedInto, id) from RegisteredResident where id = ?1", UUID.class)
        .setParameter(1, row.resident)
        .getSingleResult()
        .chain(resident -> health(session, List.of(resident)).map(known -> of(known, resident)));
  }

  private static Health of(Map<UUID, Health> known, UUID resident) {
    return known.getOrDefault(resident, new Health.Well());
  }

  /** No stream is loaded: the rows show all that is to be decided on, and the log insists on it. */
  private Uni<List<Traced>> add(Mutiny.Session session, Tracing tracing, List<Finding> findings) {
    var added = new Added(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Traced> all = new ArrayList<>(findings.size());
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      RegisteredResident resident = tracing.entries().get(finding.resident());
      if (resident == null) {
        throw StoreProblems.of(ResidentRejection.NO_SUCH_RESIDENT).with("index", i);
      }
      TracedContact before = tracing.traced().get(finding.resident());
      // Of whoever died it is told that they did.
      if (before == null
          && resident.gone()
          && !(of(tracing.health(), finding.resident()) instanceof Health.Died)) {
        throw StoreProblems.of(ResidentRejection.RESIDENT_LEFT).with("index", i);
      }
      all.add(
          before == null
              ? traced(tracing, finding, resident, added, i)
              : exposedAgain(tracing, finding, before, added, i));
    }
    added.additions().sort(comparing(EventStore.Addition::stream));
    return store
        .begin(session, added.streams())
        .chain(() -> session.persistAll(added.rows().toArray()))
        .chain(session::flush)
        .chain(() -> store.append(session, added.additions()))
        .chain(() -> Residents.hold(session, tracing.entries().keySet()))
        .replaceWith(all);
  }

  /** What is to be written: contacts who were none, and what came to those who were. */
  private record Added(
      List<EventStore.Beginning> streams,
      List<TracedContact> rows,
      List<EventStore.Addition> additions) {}

  private Traced traced(
      Tracing tracing, Finding finding, RegisteredResident resident, Added added, int index) {
    KnownCase of = tracing.of();
    TraceContact command =
        new TraceContact(
            finding.id(),
            new TracedCase(of.id(), of.resident(), of.ruledOut()),
            finding.resident(),
            finding.contactClass(),
            FieldReport.day(finding.lastExposure()),
            finding.setting(),
            dayOf(tracing.report()),
            of(tracing.health(), finding.resident()));
    return switch (RULES.decide(command, RULES.initial())) {
      case Decision.Rejected<ContactEvent>(var reason) ->
          new Traced(finding.resident(), null, Outcome.NOT_AT_RISK, harmless(reason, index));
      case Decision.Accepted<ContactEvent>(var events) -> {
        Report report = tracing.report();
        Told told = new Told(resident.community(), report.time(), report.actor());
        TracedContact row =
            new TracedContact(finding.id(), RULES.replay(events), events.size(), told);
        added
            .streams()
            .add(new EventStore.Beginning(stream(row.id), told, Traces.current(), events));
        added.rows().add(row);
        yield new Traced(finding.resident(), row, Outcome.TRACED, null);
      }
    };
  }

  private Traced exposedAgain(
      Tracing tracing, Finding finding, TracedContact before, Added added, int index) {
    ExposeAgain command =
        new ExposeAgain(
            FieldReport.day(finding.lastExposure()),
            finding.setting(),
            tracing.of().ruledOut(),
            of(tracing.health(), finding.resident()),
            dayOf(tracing.report()));
    return switch (RULES.decide(command, before.state())) {
      case Decision.Rejected<ContactEvent>(var reason) ->
          new Traced(finding.resident(), before, Outcome.ALREADY_TRACED, harmless(reason, index));
      case Decision.Accepted<ContactEvent>(var events) -> {
        if (events.isEmpty()) {
          yield new Traced(finding.resident(), before, Outcome.ALREADY_TRACED, null);
        }
        added
            .additions()
            .add(append(before, events, tracing.report().time(), tracing.report().actor()));
        yield new Traced(finding.resident(), before, Outcome.EXPOSED_AGAIN, null);
      }
    };
  }

  /**
   * Of one of many it is an answer that there is nothing to do; whatever else is refused is not.
   */
  private static Rejection harmless(Rejection reason, int index) {
    if (!NOTHING_TO_DO.contains(reason)) {
      throw StoreProblems.of(reason).with("index", index);
    }
    return reason;
  }

  Uni<TracedContact> reclassify(
      Mutiny.Session session, UUID id, ContactClass contactClass, Report report) {
    return change(
        session,
        id,
        report,
        row ->
            meanwhile(
                session,
                row,
                (ruledOut, health) ->
                    new ReclassifyContact(contactClass, ruledOut, health, dayOf(report))));
  }

  Uni<TracedContact> exposeAgain(
      Mutiny.Session session,
      UUID id,
      LocalDate lastExposure,
      @Nullable ContactSetting setting,
      Report report) {
    LocalDate day = FieldReport.day(lastExposure);
    return change(
        session,
        id,
        report,
        row ->
            meanwhile(
                session,
                row,
                (ruledOut, health) ->
                    new ExposeAgain(day, setting, ruledOut, health, dayOf(report))));
  }

  /**
   * A command that has to know what the case and the contact have become. The case may count in
   * another community than the contact: it is looked up, and not shown.
   */
  private Uni<ContactCommand> meanwhile(
      Mutiny.Session session,
      TracedContact row,
      BiFunction<Boolean, Health, ContactCommand> command) {
    return session
        .find(KnownCase.class, row.caseId)
        .call(known -> hold(session, known))
        .chain(
            known -> health(session, row).map(health -> command.apply(known.ruledOut(), health)));
  }

  Uni<TracedContact> clear(Mutiny.Session session, UUID id, Report report) {
    return change(
        session, id, report, row -> Uni.createFrom().item(new ClearContact(dayOf(report))));
  }

  Uni<TracedContact> clearEarly(Mutiny.Session session, UUID id, Report report) {
    return change(session, id, report, row -> Uni.createFrom().item(new ClearEarly()));
  }

  private Uni<TracedContact> change(
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
                    .chain(
                        asked ->
                            store.handle(
                                session,
                                RULES,
                                ContactEvent.class,
                                stream(id),
                                asked,
                                report.of(row)))
                    .invoke(row::show))
        .call(row -> Residents.hold(session, List.of(row.resident)));
  }

  /**
   * The resident, under whichever entry of the register, is infected: they are watched as a case,
   * and as a contact no longer.
   */
  Uni<Void> endAsInfected(Mutiny.Session session, UUID resident, UUID became, Told told) {
    return session
        .createSelectionQuery(
            """
            from TracedContact c
             where c.status = WATCHED
               and (c.resident = ?1
                 or c.resident in (select r.id from RegisteredResident r where r.mergedInto = ?1))
             order by c.id
            """,
            TracedContact.class)
        .setParameter(1, resident)
        .getResultList()
        .chain(
            watched -> {
              Uni<Void> ended = Uni.createFrom().voidItem();
              for (TracedContact row : watched) {
                ended = ended.chain(() -> endAsInfected(session, row, became, told));
              }
              return ended;
            });
  }

  private Uni<Void> endAsInfected(
      Mutiny.Session session, TracedContact row, UUID became, Told told) {
    return store
        .conclude(
            session,
            RULES,
            ContactEvent.class,
            stream(row.id),
            new EndAsInfected(became),
            new Told(row.community(), told.time(), told.actor()))
        .invoke(row::show)
        .replaceWithVoid();
  }

  /**
   * Those cases were none: whoever is watched for one of them is cleared, all in one write.
   *
   * @param ruledOut when, and who told it
   */
  Uni<Void> clearAll(Mutiny.Session session, Map<UUID, Told> ruledOut) {
    return session
        .createSelectionQuery(
            "from TracedContact where caseId in ?1 and status = WATCHED order by id",
            TracedContact.class)
        .setParameter(1, ruledOut.keySet())
        .getResultList()
        .chain(
            watched ->
                store.append(
                    session,
                    watched.stream()
                        .map(
                            row -> {
                              Told told = Objects.requireNonNull(ruledOut.get(row.caseId));
                              return append(
                                  row,
                                  accepted(RULES.decide(new EndWithCase(), row.state())),
                                  told.time(),
                                  told.actor());
                            })
                        .toList()));
  }

  private static List<ContactEvent> accepted(Decision<ContactEvent> decision) {
    return switch (decision) {
      case Decision.Rejected<ContactEvent>(var reason) -> throw new CommandRejected(reason);
      case Decision.Accepted<ContactEvent>(var events) -> events;
    };
  }

  /**
   * What is added to a contact's stream, shown in its row; it is never older than what it follows.
   */
  private static EventStore.Addition append(
      TracedContact row, List<ContactEvent> events, Instant time, String actor) {
    Told told = new Told(row.community(), time.isBefore(row.changed) ? row.changed : time, actor);
    EventStore.Addition addition =
        new EventStore.Addition(stream(row.id), row.version, told, events);
    Contact state = row.state();
    for (ContactEvent event : events) {
      state = RULES.evolve(state, event);
    }
    row.show(state, row.version + events.size(), told.time());
    return addition;
  }

  private LocalDate dayOf(Report report) {
    return LocalDate.ofInstant(report.time(), config.zone());
  }

  private static String stream(UUID contact) {
    return EventStore.stream("contact", contact);
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
        event.caseId(),
        new Finding(
            event.contact(),
            event.resident(),
            event.contactClass(),
            event.lastExposure(),
            event.setting()),
        Report.of(incoming.told()));
  }
}
