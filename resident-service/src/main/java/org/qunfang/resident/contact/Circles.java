package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.resident.cases.Cases;
import org.qunfang.resident.cases.KnownCase;
import org.qunfang.resident.contact.Contacts.Finding;
import org.qunfang.resident.contact.Contacts.Traced;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.passage.Passages;
import org.qunfang.resident.passage.Passages.Meeting;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.DivisionScope;

/**
 * The circles in which a case met people, traced as a whole: a household, everybody who stood at a
 * gate at that time, a list that somebody wrote down.
 */
@ApplicationScoped
class Circles {

  private final Register register;
  private final DivisionScope scope;
  private final Cases cases;
  private final Residents residents;
  private final Contacts contacts;
  private final Passages passages;
  private final ZoneId zone;

  Circles(
      Register register,
      DivisionScope scope,
      Cases cases,
      Residents residents,
      Contacts contacts,
      Passages passages,
      EventLogConfig config) {
    this.register = register;
    this.scope = scope;
    this.cases = cases;
    this.residents = residents;
    this.contacts = contacts;
    this.passages = passages;
    this.zone = config.zone();
  }

  /** In what way the people of a circle met the case. */
  record How(ContactClass contactClass, ContactSetting setting) {

    Finding finding(UUID resident, LocalDate lastExposure) {
      return new Finding(EventIds.next(), resident, contactClass, lastExposure, setting);
    }
  }

  /**
   * What came of a circle.
   *
   * @param elsewhere how many more of it live where the caller may not look
   */
  record Found(List<Traced> traced, int elsewhere) {}

  /**
   * Everybody present in a household but the case.
   *
   * @param household the case's own when null
   */
  Uni<Found> household(
      Mutiny.Session session,
      UUID caseId,
      @Nullable UUID household,
      How how,
      LocalDate lastExposure,
      Report report) {
    return cases
        .own(session, caseId)
        .chain(
            known ->
                home(session, known, household)
                    .chain(home -> members(session, home, known.resident()))
                    .map(
                        members ->
                            members.stream()
                                .map(member -> how.finding(member, lastExposure))
                                .toList())
                    .chain(findings -> contacts.traceAll(session, known, findings, report)))
        .map(traced -> new Found(traced, 0));
  }

  private Uni<UUID> home(Mutiny.Session session, KnownCase known, @Nullable UUID household) {
    return household == null
        ? residents.own(session, known.resident()).map(resident -> resident.household())
        : register
            .own(
                session, RegisteredHousehold.class, household, HouseholdRejection.NO_SUCH_HOUSEHOLD)
            .map(RegisteredHousehold::id);
  }

  static Uni<List<UUID>> members(Mutiny.Session session, UUID household, UUID butNot) {
    return session
        .createSelectionQuery(
            "select id from RegisteredResident where household = ?1 and not gone and id <> ?2 order by id",
            UUID.class)
        .setParameter(1, household)
        .setParameter(2, butNot)
        .setMaxResults(Contacts.MOST + 1)
        .getResultList();
  }

  /** Everybody who passed a gate within minutes of the case, last exposed when they last did. */
  Uni<Found> gate(
      Mutiny.Session session,
      UUID caseId,
      UUID gate,
      Instant from,
      Instant to,
      int minutes,
      How how,
      Report report) {
    return cases
        .own(session, caseId)
        .chain(
            known ->
                passages
                    .met(known.resident(), from, to, minutes, gate, Contacts.MOST + 1)
                    .chain(met -> gate(session, known, met, how, report)));
  }

  private Uni<Found> gate(
      Mutiny.Session session, KnownCase known, List<Meeting> met, How how, Report report) {
    if (met.size() > Contacts.MOST) {
      return Uni.createFrom().failure(new CommandRejected(ContactRejection.TOO_MANY_CONTACTS));
    }
    List<Finding> findings = new ArrayList<>(met.size());
    for (Meeting meeting : met) {
      if (scope.permits(meeting.community())) {
        findings.add(how.finding(meeting.resident(), LocalDate.ofInstant(meeting.last(), zone)));
      }
    }
    int elsewhere = met.size() - findings.size();
    return contacts
        .traceAll(session, known, findings, report)
        .map(traced -> new Found(traced, elsewhere));
  }

  /** Whoever is on a list; each once, however often somebody wrote them down. */
  Uni<Found> list(
      Mutiny.Session session,
      UUID caseId,
      List<UUID> people,
      How how,
      LocalDate lastExposure,
      Report report) {
    List<Finding> findings =
        new LinkedHashSet<>(people)
            .stream().map(person -> how.finding(person, lastExposure)).toList();
    return cases
        .own(session, caseId)
        .chain(known -> contacts.traceAll(session, known, findings, report))
        .map(traced -> new Found(traced, 0));
  }
}
