package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.cases.Cases;
import org.qunfang.resident.cases.KnownCase;
import org.qunfang.resident.contact.Contacts.Finding;
import org.qunfang.resident.contact.Contacts.Traced;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/**
 * The circles in which a case met people, traced as a whole: a household, everybody who stood at a
 * gate at that time, a list that somebody wrote down.
 */
@ApplicationScoped
class Circles {

  private final Register register;
  private final Cases cases;
  private final Residents residents;
  private final Contacts contacts;
  private final Homes homes;
  private final Meetings meetings;
  private final ZoneId zone;

  Circles(
      Register register,
      Cases cases,
      Residents residents,
      Contacts contacts,
      Homes homes,
      Meetings meetings,
      EventLogConfig config) {
    this.register = register;
    this.cases = cases;
    this.residents = residents;
    this.contacts = contacts;
    this.homes = homes;
    this.meetings = meetings;
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
   * @param household where the case itself lived on the day of the last exposure, when null; those
   *     who have moved since are of it wherever they live now
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
                household == null
                    ? ownHousehold(session, known, how, lastExposure, report)
                    : register
                        .own(
                            session,
                            RegisteredHousehold.class,
                            household,
                            HouseholdRejection.NO_SUCH_HOUSEHOLD)
                        .chain(home -> members(session, home.id(), known.resident()))
                        .chain(
                            members ->
                                trace(session, known, members, 0, how, lastExposure, report)));
  }

  private Uni<Found> ownHousehold(
      Mutiny.Session session, KnownCase known, How how, LocalDate lastExposure, Report report) {
    LocalDate day = FieldReport.day(lastExposure);
    return homes
        .housemates(
            session,
            known.resident(),
            day.atStartOfDay(zone).toInstant(),
            day.plusDays(1).atStartOfDay(zone).toInstant())
        .map(mates -> mates.stream().map(Homes.Housemate::resident).toList())
        .chain(
            all ->
                residents
                    .own(session, all)
                    .chain(
                        own ->
                            trace(
                                session,
                                known,
                                all.stream().filter(own::containsKey).toList(),
                                all.size() - own.size(),
                                how,
                                lastExposure,
                                report)));
  }

  private Uni<Found> trace(
      Mutiny.Session session,
      KnownCase known,
      List<UUID> people,
      int elsewhere,
      How how,
      LocalDate lastExposure,
      Report report) {
    List<Finding> findings =
        people.stream().map(person -> how.finding(person, lastExposure)).toList();
    return contacts
        .traceAll(session, known, findings, report)
        .map(traced -> new Found(traced, elsewhere));
  }

  private static Uni<List<UUID>> members(Mutiny.Session session, UUID household, UUID butNot) {
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
    Meetings.Search search =
        new Meetings.Search(from, to, minutes, gate, null, true, Contacts.MOST + 1);
    return cases
        .own(session, caseId)
        .chain(
            known ->
                meetings
                    .of(session, known, search)
                    .call(found -> requireKnown(session, gate, found))
                    .chain(found -> gate(session, known, found, how, report)));
  }

  /** Nobody met at a gate that nobody ever passed: it was mistaken for another. */
  private Uni<Void> requireKnown(Mutiny.Session session, UUID gate, Meetings.Found found) {
    return found.met().isEmpty() && found.elsewhere() == 0
        ? meetings
            .anyAt(session, gate)
            .invoke(
                known -> {
                  if (!known) {
                    throw new CommandRejected(ContactRejection.NO_PASSAGE_AT_GATE);
                  }
                })
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Uni<Found> gate(
      Mutiny.Session session, KnownCase known, Meetings.Found found, How how, Report report) {
    List<Finding> findings =
        found.met().stream()
            .map(
                meeting ->
                    how.finding(meeting.resident(), LocalDate.ofInstant(meeting.last(), zone)))
            .toList();
    return contacts
        .traceAll(session, known, findings, report)
        .map(traced -> new Found(traced, found.elsewhere()));
  }

  /** Whoever is on a list; each once, however often somebody wrote them down. */
  Uni<Found> list(
      Mutiny.Session session,
      UUID caseId,
      List<UUID> people,
      How how,
      LocalDate lastExposure,
      Report report) {
    return cases
        .own(session, caseId)
        .chain(
            known ->
                trace(
                    session,
                    known,
                    List.copyOf(new LinkedHashSet<>(people)),
                    0,
                    how,
                    lastExposure,
                    report));
  }
}
