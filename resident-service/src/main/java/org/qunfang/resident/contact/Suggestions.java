package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
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
import org.qunfang.resident.passage.Passages;
import org.qunfang.resident.passage.Passages.Meeting;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Report;

/**
 * Who may have met a case, by what the system knows: those of the same household, and those who
 * passed the same gate within minutes. A person looks into it and traces or dismisses; nothing
 * happens by itself. They are found when somebody asks, because nobody is a case beforehand, and a
 * case's own passages are few.
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
  private final Passages passages;
  private final EventStore store;
  private final ZoneId zone;

  Suggestions(
      Cases cases,
      Residents residents,
      Contacts contacts,
      Passages passages,
      EventStore store,
      EventLogConfig config) {
    this.cases = cases;
    this.residents = residents;
    this.contacts = contacts;
    this.passages = passages;
    this.store = store;
    this.zone = config.zone();
  }

  /**
   * Somebody who may have met the case.
   *
   * @param at where they met at a gate, when they did
   */
  record Suggestion(UUID resident, SuggestionReason reason, @Nullable Meeting at) {

    ContactSetting setting() {
      return switch (reason) {
        case HOUSEHOLD -> ContactSetting.HOUSEHOLD;
        case GATE -> ContactSetting.GATE;
      };
    }
  }

  /** Who is neither traced nor dismissed, of the caller's own division. */
  Uni<List<Suggestion>> of(Mutiny.Session session, UUID caseId, int minutes, Instant now) {
    return cases.own(session, caseId).chain(known -> of(session, known, minutes, now));
  }

  private Uni<List<Suggestion>> of(
      Mutiny.Session session, KnownCase known, int minutes, Instant now) {
    return residents
        .own(session, known.resident())
        .chain(ill -> Circles.members(session, ill.household(), ill.id()))
        .chain(
            household ->
                passages
                    .met(known.resident(), from(known), now, minutes, null, MOST)
                    .map(met -> merged(household, met)))
        .chain(
            all ->
                settled(session, known.id())
                    .chain(
                        settled ->
                            residents
                                .own(session, all.keySet())
                                .map(own -> open(all, settled, own))));
  }

  /** Since when the case may have infected others, as far as passages are known. */
  private Instant from(KnownCase known) {
    Instant infectious =
        known.onset(zone).minusDays(DAYS_BEFORE_ONSET).atStartOfDay(zone).toInstant();
    Instant kept = passages.since();
    return infectious.isBefore(kept) ? kept : infectious;
  }

  private static Map<UUID, Suggestion> merged(List<UUID> household, List<Meeting> met) {
    Map<UUID, Suggestion> all = new LinkedHashMap<>();
    household.forEach(
        each -> all.put(each, new Suggestion(each, SuggestionReason.HOUSEHOLD, null)));
    for (Meeting meeting : met) {
      Suggestion known = all.get(meeting.resident());
      all.put(
          meeting.resident(),
          new Suggestion(
              meeting.resident(), known == null ? SuggestionReason.GATE : known.reason(), meeting));
    }
    return all;
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

  private static List<Suggestion> open(
      Map<UUID, Suggestion> all, Set<UUID> settled, Map<UUID, RegisteredResident> own) {
    List<Suggestion> open = new ArrayList<>();
    all.forEach(
        (resident, suggestion) -> {
          if (own.containsKey(resident) && !settled.contains(resident)) {
            open.add(suggestion);
          }
        });
    return open;
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
                        lastExposure == null ? last(suggestion, report) : lastExposure,
                        suggestion.setting()),
                    report));
  }

  /** Who shares a household is exposed until somebody tells otherwise. */
  private LocalDate last(Suggestion suggestion, Report report) {
    Meeting at = suggestion.at();
    Instant last =
        suggestion.reason() == SuggestionReason.GATE && at != null ? at.last() : report.time();
    return LocalDate.ofInstant(last, zone);
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
    return of(session, caseId, minutes, report.time())
        .map(
            all ->
                all.stream()
                    .filter(each -> each.resident().equals(resident))
                    .findFirst()
                    .orElseThrow(() -> new CommandRejected(ContactRejection.NO_SUCH_SUGGESTION)));
  }
}
