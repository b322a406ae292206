package org.qunfang.resident.responsibility;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Clocks;
import org.qunfang.events.Decision;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.HouseholdAssignedToCadre;
import org.qunfang.events.ResidentEvent.HouseholdDutyEvent;
import org.qunfang.events.ResidentEvent.HouseholdReleasedFromCadre;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Addition;
import org.qunfang.eventstore.TimeRejection;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.register.Held;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.responsibility.DutyCommand.Assign;
import org.qunfang.resident.responsibility.DutyCommand.Candidate;
import org.qunfang.resident.responsibility.DutyCommand.Release;
import org.qunfang.resident.responsibility.EvenShare.Share;
import org.qunfang.resident.worker.EnlistedWorker;
import org.qunfang.resident.worker.Tally;
import org.qunfang.resident.worker.Workers;
import org.qunfang.security.DivisionScope;

/**
 * Assigns, hands over and releases households, many by one command: their streams are added to
 * without being read, because who answers for a household stands in its row, and whoever changes
 * the same row meanwhile is collided with.
 */
@ApplicationScoped
class Duties {

  /** What one transaction carries. */
  static final int AT_ONCE = 1_000;

  private static final DutyDecider RULES = new DutyDecider();

  /**
   * Those that lie in it or in one of its buildings, and those that nobody has put anywhere yet and
   * whose address names it: rosters know names.
   */
  private static final String IN_PLACE =
      """
       and (h.place = :place or h.around = :place
         or h.place is null and exists (
           select 1 from RegisteredPlace p left join RegisteredPlace a on a.id = p.within
            where p.id = :place
              and (p.kind <> BUILDING and h.compound = p.name
                or p.kind = BUILDING and h.building = p.name and h.compound is not distinct from a.name)))
      """;

  private final EventStore store;
  private final Workers workers;
  private final DivisionScope scope;
  private final ZoneId zone;

  Duties(EventStore store, Workers workers, DivisionScope scope, EventLogConfig config) {
    this.store = store;
    this.workers = workers;
    this.scope = scope;
    this.zone = config.zone();
  }

  /** These households of the caller's own division, all of them, and none that is closed. */
  Uni<List<AssignedHousehold>> own(Mutiny.Session session, List<UUID> ids) {
    return session
        .createSelectionQuery(
            "from AssignedHousehold where id in ?1 and community like ?2 order by id",
            AssignedHousehold.class)
        .setParameter(1, ids)
        .setParameter(2, scope.prefix() + "%")
        .getResultList()
        .invoke(
            rows -> {
              if (rows.size() < Set.copyOf(ids).size()) {
                throw new CommandRejected(HouseholdRejection.NO_SUCH_HOUSEHOLD);
              }
              if (rows.stream().anyMatch(row -> row.closed)) {
                throw new CommandRejected(HouseholdRejection.HOUSEHOLD_CLOSED);
              }
            });
  }

  /** Some of the households of a place: the first in the order of neighbours. */
  Uni<List<AssignedHousehold>> of(Mutiny.Session session, Place place, Whose whose) {
    return where(
            session.createSelectionQuery(
                "from AssignedHousehold h"
                    + where(place, whose)
                    + " order by coalesce(around, place), place, compound, building,"
                    + " registered, id",
                AssignedHousehold.class),
            place,
            whose)
        .setMaxResults(AT_ONCE)
        .getResultList();
  }

  /** How many there are. */
  Uni<Integer> count(Mutiny.Session session, Place place, Whose whose) {
    return where(
            session.createSelectionQuery(
                "select count(*) from AssignedHousehold h" + where(place, whose), Long.class),
            place,
            whose)
        .getSingleResult()
        .map(Long::intValue);
  }

  /** Who answers for them. */
  Uni<List<UUID>> cadres(Mutiny.Session session, Place place, Whose whose) {
    return where(
            session.createSelectionQuery(
                "select distinct cadre from AssignedHousehold h"
                    + where(place, whose)
                    + " and cadre is not null",
                UUID.class),
            place,
            whose)
        .getResultList();
  }

  /** All dwellings of a community, or of one of its places. */
  record Place(Division community, @Nullable UUID id) {}

  /** Which of them, by who answers for them. */
  sealed interface Whose {

    /** Those that nobody answers for. */
    record Nobodys() implements Whose {}

    /** Those that this cadre answers for. */
    record Of(UUID cadre) implements Whose {}

    /** Those that this cadre does not answer for yet. */
    record NotOf(UUID cadre) implements Whose {}
  }

  private static String where(Place place, Whose whose) {
    return " where community = :community and not closed"
        + (place.id() == null ? "" : IN_PLACE)
        + switch (whose) {
          case Whose.Nobodys() -> " and cadre is null";
          case Whose.Of of -> " and cadre = :cadre";
          case Whose.NotOf notOf -> " and (cadre is null or cadre <> :cadre)";
        };
  }

  private static <T> Mutiny.SelectionQuery<T> where(
      Mutiny.SelectionQuery<T> query, Place place, Whose whose) {
    query.setParameter("community", place.community().code());
    if (place.id() != null) {
      query.setParameter("place", place.id());
    }
    switch (whose) {
      case Whose.Nobodys() -> {}
      case Whose.Of(UUID cadre) -> query.setParameter("cadre", cadre);
      case Whose.NotOf(UUID cadre) -> query.setParameter("cadre", cadre);
    }
    return query;
  }

  /** From now on the cadre answers for these; tells for how many that is new. */
  Uni<Integer> assign(
      Mutiny.Session session, List<AssignedHousehold> rows, EnlistedWorker cadre, Report report) {
    for (AssignedHousehold row : rows) {
      if (!row.community().equals(cadre.community())) {
        throw new CommandRejected(DutyRejection.OF_ANOTHER_COMMUNITY);
      }
    }
    return hold(session, rows, List.of(cadre.id())).chain(() -> give(session, rows, cadre, report));
  }

  private Uni<Integer> give(
      Mutiny.Session session, List<AssignedHousehold> rows, EnlistedWorker cadre, Report report) {
    Candidate candidate = new Candidate(cadre.id(), cadre.kind(), cadre.onDuty());
    return change(session, rows, row -> new Assign(row.id, candidate), report);
  }

  /** Nobody answers for these for now; tells for how many that is new. */
  Uni<Integer> release(Mutiny.Session session, List<AssignedHousehold> rows, Report report) {
    return hold(session, rows, List.of())
        .chain(() -> change(session, rows, row -> new Release(), report));
  }

  /** Whoever answers for these, whoever is going to, and then these. */
  private static Uni<Void> hold(
      Mutiny.Session session, List<AssignedHousehold> rows, Collection<UUID> cadres) {
    Set<UUID> workers = new HashSet<>(cadres);
    rows.stream().map(row -> row.cadre).filter(Objects::nonNull).forEach(workers::add);
    return Workers.hold(session, workers)
        .chain(
            () ->
                Held.inOrder(
                    session, AssignedHousehold.class, rows.stream().map(row -> row.id).toList()));
  }

  private Uni<Integer> change(
      Mutiny.Session session,
      List<AssignedHousehold> rows,
      Function<AssignedHousehold, DutyCommand> command,
      Report report) {
    List<Addition> additions = new ArrayList<>(rows.size());
    SortedMap<UUID, Integer> loads = new TreeMap<>();
    for (AssignedHousehold row : rows) {
      switch (RULES.decide(command.apply(row), row.duty())) {
        case Decision.Rejected<HouseholdDutyEvent>(var reason) -> throw new CommandRejected(reason);
        case Decision.Accepted<HouseholdDutyEvent>(var events) -> {
          if (!events.isEmpty()) {
            additions.add(follow(row, events, report));
            events.forEach(event -> count(loads, event));
          }
        }
      }
    }
    return store
        .append(session, additions)
        .chain(() -> count(session, loads))
        .replaceWith(additions.size());
  }

  private Addition follow(AssignedHousehold row, List<HouseholdDutyEvent> events, Report report) {
    Told told = new Told(row.community(), time(row, report), report.actor());
    Addition addition =
        new Addition(EventStore.stream("household-duty", row.id), row.version, told, events);
    Duty state = row.duty();
    for (HouseholdDutyEvent event : events) {
      state = RULES.evolve(state, event);
    }
    row.follow(state, events.size(), told.time());
    return addition;
  }

  /** Not before the household was registered, nor before it was assigned last. */
  private Instant time(AssignedHousehold row, Report report) {
    Instant time = report.time();
    if (!time.isBefore(row.changed)) {
      return time;
    }
    if (day(time).isBefore(day(row.changed)) && time.plus(Clocks.DIFFER).isBefore(row.changed)) {
      throw new CommandRejected(TimeRejection.BEFORE_IT_BEGAN);
    }
    return row.changed;
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  private static void count(Map<UUID, Integer> loads, HouseholdDutyEvent event) {
    switch (event) {
      case HouseholdAssignedToCadre(UUID household, UUID cadre) ->
          loads.merge(cadre, 1, Integer::sum);
      case HouseholdReleasedFromCadre(UUID household, UUID cadre) ->
          loads.merge(cadre, -1, Integer::sum);
    }
  }

  private Uni<Void> count(Mutiny.Session session, Map<UUID, Integer> loads) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<UUID, Integer> load : loads.entrySet()) {
      all =
          all.chain(
              () ->
                  workers.count(session, load.getKey(), Map.of(Tally.HOUSEHOLDS, load.getValue())));
    }
    return all;
  }

  /** Shares these out among those cadres, as evenly as can be. */
  Uni<Integer> share(
      Mutiny.Session session,
      List<AssignedHousehold> rows,
      int behind,
      List<EnlistedWorker> cadres,
      Report report) {
    if (cadres.isEmpty()) {
      throw new CommandRejected(DutyRejection.NOBODY_TO_ANSWER);
    }
    Map<UUID, EnlistedWorker> byId = cadres.stream().collect(toMap(EnlistedWorker::id, it -> it));
    Map<UUID, Integer> loads =
        cadres.stream().collect(toMap(EnlistedWorker::id, EnlistedWorker::households));
    // Those behind are of a next go; their places in the share are kept.
    List<Optional<AssignedHousehold>> all = new ArrayList<>(rows.size() + behind);
    rows.forEach(row -> all.add(Optional.of(row)));
    all.addAll(Collections.nCopies(behind, Optional.empty()));
    Uni<Integer> shared = hold(session, rows, loads.keySet()).replaceWith(0);
    for (Share<Optional<AssignedHousehold>> share : EvenShare.of(all, loads)) {
      List<AssignedHousehold> own = share.part().stream().flatMap(Optional::stream).toList();
      EnlistedWorker cadre = Objects.requireNonNull(byId.get(share.cadre()));
      shared = shared.chain(sum -> give(session, own, cadre, report).map(count -> sum + count));
    }
    return shared;
  }
}
