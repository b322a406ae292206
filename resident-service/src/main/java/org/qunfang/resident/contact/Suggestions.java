package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.SuggestionEvent;
import org.qunfang.events.ResidentEvent.SuggestionReason;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.cases.Cases;
import org.qunfang.resident.cases.KnownCase;
import org.qunfang.resident.contact.Contacts.Finding;
import org.qunfang.resident.contact.Homes.Housemate;
import org.qunfang.resident.contact.Meetings.Meeting;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Report;

/**
 * Who may have met a case, by what the system knows: those who lived with it, and those who passed
 * the same gate within minutes. A person looks into it and traces or dismisses; nothing happens by
 * itself. They are found when somebody asks, because nobody is a case beforehand, and a case's own
 * passages are few.
 */
@ApplicationScoped
class Suggestions {

  /** How many minutes apart two may have passed a gate who met there. */
  static final int MINUTES = 10;

  /** The most that is suggested at once, the nearest first. */
  private static final int MOST = 200;

  /** A case may infect others so long before it falls ill. */
  private static final int DAYS_BEFORE_ONSET = 2;

  private static final SuggestionDecider RULES = new SuggestionDecider();

  private final Cases cases;
  private final Residents residents;
  private final Contacts contacts;
  private final Homes homes;
  private final Meetings meetings;
  private final EventStore store;
  private final ZoneId zone;

  Suggestions(
      Cases cases,
      Residents residents,
      Contacts contacts,
      Homes homes,
      Meetings meetings,
      EventStore store,
      EventLogConfig config) {
    this.cases = cases;
    this.residents = residents;
    this.contacts = contacts;
    this.homes = homes;
    this.meetings = meetings;
    this.store = store;
    this.zone = config.zone();
  }

  /**
   * Somebody who may have met the case.
   *
   * @param last when they last lived together, or last met at a gate
   * @param at where they met at a gate, when they did
   */
  record Suggestion(UUID resident, SuggestionReason reason, Instant last, @Nullable Meeting at) {

    ContactSetting setting() {
      return switch (reason) {
        case HOUSEHOLD -> ContactSetting.HOUSEHOLD;
        case GATE -> ContactSetting.GATE;
      };
    }
  }

  /** Who is neither traced nor dismissed, of the caller's own division. */
  Uni<List<Suggestion>> of(Mutiny.Session session, UUID caseId, int minutes, Instant now) {
    return of(session, caseId, minutes, now, null);
  }

  private Uni<List<Suggestion>> of(
      Mutiny.Session session, UUID caseId, int minutes, Instant now, @Nullable UUID who) {
    return cases.own(session, caseId).chain(known -> of(session, known, minutes, now, who));
  }

  private Uni<List<Suggestion>> of(
      Mutiny.Session session, KnownCase known, int minutes, Instant now, @Nullable UUID who) {
    Instant from = infectious(known);
    Meetings.Search search =
        new Meetings.Search(later(from, meetings.since()), now, minutes, null, who, false, MOST);
    return homes
        .housemates(session, known.resident(), from, now)
        .chain(
            household ->
                settled(session, known.id())
                    .chain(
                        settled ->
                            residents
                                .own(session, household.stream().map(Housemate::resident).toList())
                                .map(
                                    own ->
                                        household.stream()
                                            .filter(each -> own.containsKey(each.resident()))
                                            .filter(each -> !settled.contains(each.resident()))
                                            .toList())))
        .chain(
            household ->
                meetings.of(session, known, search).map(found -> merged(household, found.met())));
  }

  /** Since when the case may have infected others. */
  private Instant infectious(KnownCase known) {
    return known.onset(zone).minusDays(DAYS_BEFORE_ONSET).atStartOfDay(zone).toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static List<Suggestion> merged(List<Housemate> household, List<Meeting> met) {
    Map<UUID, Suggestion> all = new LinkedHashMap<>();
    for (Housemate mate : household) {
      all.put(
          mate.resident(),
          new Suggestion(mate.resident(), SuggestionReason.HOUSEHOLD, mate.until(), null));
    }
    for (Meeting meeting : met) {
      Suggestion mate = all.get(meeting.resident());
      all.put(
          meeting.resident(),
          mate == null
              ? new Suggestion(meeting.resident(), SuggestionReason.GATE, meeting.last(), meeting)
              : new Suggestion(
                  mate.resident(), mate.reason(), later(mate.last(), meeting.last()), meeting));
    }
    return List.copyOf(all.values());
  }

  private static Uni<Set<UUID>> settled(Mutiny.Session session, UUID caseId) {
    return session
        .createSelectionQuery("select resident from TracedContact where caseId = ?1", UUID.class)
        .setParameter(1, caseId)
        .getResultList()
        .chain(
            traced ->
                session
                    .createSelectionQuery(
                        "select key.resident from DismissedSuggestion where key.caseId = ?1",
                        UUID.class)
                    .setParameter(1, caseId)
                    .getResultList()
                    .map(
                        dismissed -> {
                          Set<UUID> settled = new HashSet<>(traced);
                          settled.addAll(dismissed);
                          return settled;
                        }));
  }

  /** Somebody looked into it: they met, where it was suggested. */
  Uni<TracedContact> confirm(
      Mutiny.Session session,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      @Nullable LocalDate lastExposure,
      int minutes,
      Report report) {
    return one(session, caseId, resident, minutes, report)
        .chain(
            suggestion ->
                contacts.trace(
                    session,
                    caseId,
                    new Finding(
                        EventIds.next(),
                        resident,
                        contactClass,
                        lastExposure == null
                            ? LocalDate.ofInstant(suggestion.last(), zone)
                            : lastExposure,
                        suggestion.setting()),
                    report));
  }

  /** Somebody looked into it: they did not meet. It is not suggested again. */
  Uni<Suggestion> dismiss(
      Mutiny.Session session, UUID caseId, UUID resident, int minutes, Report report) {
    return one(session, caseId, resident, minutes, report)
        .call(suggestion -> dismiss(session, caseId, suggestion, report));
  }

  private Uni<Void> dismiss(
      Mutiny.Session session, UUID caseId, Suggestion suggestion, Report report) {
    UUID id = EventIds.named("suggestion", caseId.toString(), suggestion.resident().toString());
    DismissSuggestion command =
        new DismissSuggestion(caseId, suggestion.resident(), suggestion.reason());
    return residents
        .own(session, suggestion.resident())
        .chain(
            row ->
                store.handle(
                    session,
                    RULES,
                    SuggestionEvent.class,
                    EventStore.stream("suggestion", id),
                    command,
                    new Told(row.community(), report.time(), report.actor())))
        .chain(outcome -> session.persist(new DismissedSuggestion(command, report.time())))
        .chain(session::flush);
  }

  private Uni<Suggestion> one(
      Mutiny.Session session, UUID caseId, UUID resident, int minutes, Report report) {
    return of(session, caseId, minutes, report.time(), resident)
        .map(
            all ->
                all.stream()
                    .filter(each -> each.resident().equals(resident))
                    .findFirst()
                    .orElseThrow(() -> new CommandRejected(ContactRejection.NO_SUCH_SUGGESTION)));
  }
}
