package org.qunfang.resident.screening;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ExcuseReason;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.OccupantsReached;
import org.qunfang.events.ResidentEvent.ScreeningEvent;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.eventstore.Columns;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.household.HouseholdFollower;
import org.qunfang.resident.household.HouseholdKeeper;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.screening.ScreeningCommand.Excuse;
import org.qunfang.resident.screening.ScreeningCommand.OpenRound;

/**
 * Carries out what is asked of rounds, and keeps their coverage in step with every visit. Opening
 * writes a row for each household; from then on nothing is ever computed anew.
 */
@ApplicationScoped
@Priority(-1)
class ScreeningRounds implements HouseholdFollower, HouseholdKeeper {

  private static final ScreeningDecider RULES = new ScreeningDecider();

  /** As many as a visit can name. */
  private static final int LAST_NUMBER = 999;

  /**
   * One look into an index each: the last round that was opened, and what was visited under a
   * number without one.
   */
  private static final String LAST =
      """
      select greatest(
               coalesce((select max(number) from screening_round where community = ?1), 0),
               coalesce((select max(round) from household where community = ?1), 0))
      """;

  private static final String TOTALS =
      """
      select count(*), coalesce(sum(people), 0) from household where community = ?1 and not closed
      """;

  private static final String GATHER =
      """
      insert into screening_household (round, household, people, standing)
      select ?1, id, people, 'TO_VISIT' from household where community = ?2 and not closed
      """;

  /**
   * With those who came to live in households that neither saw the round nor were seen by it. They
   * are counted as whoever joins, see {@link RoundGrowth}.
   */
  private static final String LATECOMERS =
      """
      with late as (
        insert into screening_household (round, household, people, standing)
        select r.id, h.id, h.people, 'TO_VISIT'
          from screening_round r
          join household h on h.community = r.community and not h.closed
         where r.id = ?1 and r.open
           and not exists (select from screening_household s where s.round = r.id and s.household = h.id)
         order by h.id
        returning people),
      fuller as (
        select s.household, h.people - s.people people
          from screening_round r
          join screening_household s on s.round = r.id and s.standing in ('TO_VISIT', 'NOBODY_HOME', 'REFUSED')
          join household h on h.id = s.household and not h.closed and h.people <> s.people
         where r.id = ?1 and r.open
         order by s.household for no key update of s),
      counted as (
        update screening_household s set people = s.people + fuller.people
          from fuller where s.round = ?1 and s.household = fuller.household
        returning fuller.people)
      insert into screening_growth (round, households, people, people_unsettled)
      select ?1, sum(households), sum(people), sum(people)
        from (select 1 households, people from late union all select 0, people from counted) more
      having count(*) > 0
      """;

  private static final String CLOSED =
      """
      select s.household
        from screening_household s
        join screening_round r on r.id = s.round and r.open
        join household h on h.id = s.household and h.closed
       where s.round = ?1
      """;

  private static final String JOIN =
      """
      with joined as (
        insert into screening_household (round, household, people, standing)
        select r.id, h.id, 0, 'TO_VISIT'
          from unnest($1::uuid[], $2::text[]) h (id, community)
          join screening_round r on r.community = h.community and r.open
        returning round)
      insert into screening_growth (round, households)
      select round, count(*) from joined group by round
      """;

  /** Nobody of a round that is closed: who joined it in that very moment was not asked for. */
  private static final String MISSING =
      """
      select * from screening_household
       where round = ?1 and household > ?2 and exists (select from screening_round where id = ?1 and open)
         and (standing in ('TO_VISIT', 'NOBODY_HOME', 'REFUSED') or missing > 0) and standing in (?4)
       order by household limit ?3
      """;

  private static final String ADD =
      """
      update ScreeningRound
         set nobodyHome = nobodyHome + ?1, refused = refused + ?2, excused = excused + ?3,
             elsewhere = elsewhere + ?4, screened = screened + ?5,
             peopleScreened = peopleScreened + ?6, peopleUnsettled = peopleUnsettled + ?7,
             peopleMissing = peopleMissing + ?8, peopleExcused = peopleExcused + ?9
       where id = ?10
      """;

  private final Register register;
  private final EventStore store;
  private final EventLogConfig config;

  ScreeningRounds(Register register, EventStore store, EventLogConfig config) {
    this.register = register;
    this.store = store;
    this.config = config;
  }

  Uni<ScreeningRound> own(Mutiny.Session session, UUID id) {
    return register.own(
        session, ScreeningRound.class, id, ScreeningRejection.NO_SUCH_SCREENING_ROUND);
  }

  Uni<ScreeningRound> open(Mutiny.Session session, UUID id, Told told) {
    String community = told.community().code();
    return openIn(session, community)
        .invoke(
            open -> {
              if (open.isPresent()) {
                throw new CommandRejected(ScreeningRejection.SCREENING_ROUND_OPEN);
              }
            })
        .chain(() -> next(session, community))
        .chain(
            number ->
                totals(session, community)
                    .chain(of -> open(session, new OpenRound(id, number, of[0], of[1]), told)));
  }

  private static Uni<Integer> next(Mutiny.Session session, String community) {
    return session
        .createNativeQuery(LAST, Integer.class)
        .setParameter(1, community)
        .getSingleResult()
        .map(
            last -> {
              if (last >= LAST_NUMBER) {
                throw new CommandRejected(ScreeningRejection.TOO_MANY_ROUNDS);
              }
              return last + 1;
            });
  }

  private static Uni<int[]> totals(Mutiny.Session session, String community) {
    return session
        .createNativeQuery(TOTALS, Object[].class)
        .setParameter(1, community)
        .getSingleResult()
        .map(row -> new int[] {((Number) row[0]).intValue(), ((Number) row[1]).intValue()});
  }

  private Uni<ScreeningRound> open(Mutiny.Session session, OpenRound command, Told told) {
    ScreeningRound row = new ScreeningRound();
    row.id = command.id();
    row.community = told.community().code();
    row.number = command.number();
    row.opened = told.time();
    row.households = command.households();
    row.people = command.people();
    row.peopleUnsettled = command.people();
    return handle(session, row.id, command, told)
        .invoke(row::follow)
        .chain(() -> session.persist(row))
        .chain(session::flush)
        .chain(
            () ->
                session
                    .createNativeQuery(GATHER)
                    .setParameter(1, row.id)
                    .setParameter(2, row.community)
                    .executeUpdate())
        .replaceWith(row);
  }

  /** The open round of a community. */
  Uni<Optional<ScreeningRound>> openIn(Mutiny.Session session, String community) {
    return session
        .createSelectionQuery(
            "from ScreeningRound where community = ?1 and open", ScreeningRound.class)
        .setParameter(1, community)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** Whether a visit of that time belongs to a round: made on its first day, or later. */
  boolean covers(ScreeningRound round, Report visit) {
    return !LocalDate.ofInstant(visit.time(), config.zone())
        .isBefore(LocalDate.ofInstant(round.opened, config.zone()));
  }

  /** Somebody knocked, or reached somebody later. */
  Uni<Void> follow(Mutiny.Session session, UUID round, List<HouseholdEvent> events) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (HouseholdEvent event : events) {
      if (event instanceof HouseholdVisited visit) {
        done = done.chain(() -> visited(session, round, visit));
      } else if (event instanceof OccupantsReached reached) {
        done = done.chain(() -> reached(session, round, reached));
      }
    }
    return done;
  }

  private static Uni<Void> visited(Mutiny.Session session, UUID round, HouseholdVisited visit) {
    return session
        .find(ScreenedHousehold.class, new ScreenedHousehold.Key(round, visit.household()))
        .chain(
            row ->
                row == null
                    ? takeIn(session, round)
                        .chain(
                            () ->
                                session.find(
                                    ScreenedHousehold.class,
                                    new ScreenedHousehold.Key(round, visit.household())))
                    : Uni.createFrom().item(row))
        .chain(row -> visited(session, row, visit));
  }

  private static Uni<Void> visited(
      Mutiny.Session session, ScreenedHousehold row, HouseholdVisited visit) {
    List<UUID> missing = visit.missing() == null ? List.of() : visit.missing();
    Shift before = row.contributes();
    row.visits++;
    row.standing = row.standing.after(visit.outcome());
    row.screened += visit.people();
    row.missing += missing.size();
    if (row.standing == Standing.ELSEWHERE && visit.whereabouts() != null) {
      row.whereabouts = visit.whereabouts();
    }
    Object[] absent =
        missing.stream()
            .map(resident -> new MissingOccupant(row.round, resident, row.household))
            .toArray();
    return session
        .persistAll(absent)
        .chain(session::flush)
        .chain(() -> add(session, row.round, row.contributes().minus(before)));
  }

  private static Uni<Void> reached(Mutiny.Session session, UUID round, OccupantsReached reached) {
    return session
        .find(ScreenedHousehold.class, new ScreenedHousehold.Key(round, reached.household()))
        .chain(
            row ->
                missing(session, round, Set.copyOf(reached.residents()))
                    .chain(
                        found -> {
                          if (row == null) {
                            return Uni.createFrom().voidItem();
                          }
                          Shift before = row.contributes();
                          for (MissingOccupant each : found) {
                            if (each.missing) {
                              row.missing--;
                            } else if (each.reason != null) {
                              row.excused--;
                            }
                            each.missing = false;
                            each.reason = null;
                            each.whereabouts = reached.whereabouts();
                          }
                          if (reached.whereabouts() == Whereabouts.AT_HOME) {
                            row.screened += found.size();
                          }
                          return session
                              .flush()
                              .chain(() -> add(session, round, row.contributes().minus(before)));
                        }));
  }

  private static Uni<List<MissingOccupant>> missing(
      Mutiny.Session session, UUID round, Set<UUID> residents) {
    return residents.isEmpty()
        ? Uni.createFrom().item(List.of())
        : session
            .createSelectionQuery(
                "from MissingOccupant where round = ?1 and resident in ?2 order by resident",
                MissingOccupant.class)
            .setParameter(1, round)
            .setParameter(2, residents)
            .getResultList();
  }

  /** The last statement of its transaction, so that others wait for it as shortly as can be. */
  private static Uni<Void> add(Mutiny.Session session, UUID round, Shift shift) {
    return session
        .createMutationQuery(ADD)
        .setParameter(1, shift.nobodyHome())
        .setParameter(2, shift.refused())
        .setParameter(3, shift.excused())
        .setParameter(4, shift.elsewhere())
        .setParameter(5, shift.screened())
        .setParameter(6, shift.peopleScreened())
        .setParameter(7, shift.peopleUnsettled())
        .setParameter(8, shift.peopleMissing())
        .setParameter(9, shift.peopleExcused())
        .setParameter(10, round)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The round goes on without them; all or none. */
  Uni<ScreeningRound> excuse(
      Mutiny.Session session,
      UUID id,
      Set<UUID> households,
      Set<UUID> residents,
      ExcuseReason reason,
      Report report) {
    return own(session, id)
        .call(
            round ->
                handle(session, id, new Excuse(households, residents, reason), report.of(round))
                    .call(() -> excuse(session, id, households, residents, reason))
                    .invoke(round::follow));
  }

  private static Uni<Void> excuse(
      Mutiny.Session session,
      UUID round,
      Set<UUID> households,
      Set<UUID> residents,
      ExcuseReason reason) {
    return missing(session, round, residents)
        .chain(
            absent -> {
              if (absent.size() != residents.size()) {
                throw notToBeExcused();
              }
              Set<UUID> homes = new HashSet<>(households);
              absent.forEach(each -> homes.add(each.household));
              return screened(session, round, homes)
                  .map(rows -> excuse(households, absent, rows, reason));
            })
        .call(session::flush)
        .chain(shift -> add(session, round, shift));
  }

  private static Shift excuse(
      Set<UUID> households,
      List<MissingOccupant> absent,
      List<ScreenedHousehold> rows,
      ExcuseReason reason) {
    Map<UUID, ScreenedHousehold> homes = new HashMap<>();
    rows.forEach(row -> homes.put(row.household, row));
    Shift before = contributed(rows);
    for (UUID household : households) {
      ScreenedHousehold row = homes.get(household);
      if (row == null || row.standing.settled()) {
        throw notToBeExcused();
      }
      row.standing = Standing.EXCUSED;
      row.reason = reason;
    }
    for (MissingOccupant each : absent) {
      ScreenedHousehold row = homes.get(each.household);
      if (row == null || !each.missing) {
        throw notToBeExcused();
      }
      each.missing = false;
      each.reason = reason;
      row.missing--;
      row.excused++;
    }
    return contributed(rows).minus(before);
  }

  private static Shift contributed(List<ScreenedHousehold> rows) {
    return rows.stream().map(ScreenedHousehold::contributes).reduce(Shift.NONE, Shift::plus);
  }

  /** Takes them as well: nobody else who takes several waits for one and holds another. */
  private static Uni<List<ScreenedHousehold>> screened(
      Mutiny.Session session, UUID round, Set<UUID> households) {
    return households.isEmpty()
        ? Uni.createFrom().item(List.of())
        : session
            .createSelectionQuery(
                "from ScreenedHousehold where round = ?1 and household in ?2 order by household",
                ScreenedHousehold.class)
            .setParameter(1, round)
            .setParameter(2, households)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
  }

  private static CommandRejected notToBeExcused() {
    return new CommandRejected(ScreeningRejection.NOT_TO_BE_EXCUSED);
  }

  /**
   * Takes in who came onto the register in the very moment in which the round was opened, and lets
   * go of the households that were closed in it, so that neither saw the other.
   */
  Uni<Void> takeInLatecomers(Mutiny.Session session, UUID id) {
    return own(session, id)
        .chain(round -> takeIn(session, id))
        .chain(
            () -> session.createNativeQuery(CLOSED, UUID.class).setParameter(1, id).getResultList())
        .chain(closed -> letGo(session, id, Set.copyOf(closed)));
  }

  private static Uni<Void> takeIn(Mutiny.Session session, UUID round) {
    return session
        .createNativeQuery(LATECOMERS)
        .setParameter(1, round)
        .executeUpdate()
        .replaceWithVoid();
  }

  /**
   * Ends a round.
   *
   * @throws org.qunfang.security.Problem 409 {@code NOT_EVERYBODY_ACCOUNTED_FOR} with the counts
   */
  Uni<ScreeningRound> close(Mutiny.Session session, UUID id, Report report) {
    return own(session, id)
        .call(
            round ->
                coverage(session, id)
                    .chain(covered -> close(session, id, covered, report.of(round)))
                    .call(() -> RoundGrowth.count(session, id))
                    .invoke(round::follow));
  }

  private Uni<EventStore.Outcome<Screening, ScreeningEvent>> close(
      Mutiny.Session session, UUID id, Coverage covered, Told told) {
    return handle(session, id, covered.closing(), told)
        .onFailure(ScreeningRounds::isIncomplete)
        .transform(
            refused ->
                StoreProblems.of(ScreeningRejection.NOT_EVERYBODY_ACCOUNTED_FOR)
                    .with("households", covered.householdsOpen())
                    .with("people", covered.peopleMissing()));
  }

  private static boolean isIncomplete(Throwable failure) {
    return failure instanceof CommandRejected refused
        && refused.reason() == ScreeningRejection.NOT_EVERYBODY_ACCOUNTED_FOR;
  }

  /** A household with those of it who are missing. */
  record Missing(ScreenedHousehold household, List<UUID> residents) {}

  /**
   * Households that are not settled, and others with somebody missing, in the order of their ids.
   *
   * @param standings only households that stand like that
   */
  Uni<List<Missing>> missing(
      Mutiny.Session session, UUID round, List<Standing> standings, UUID after, int limit) {
    return session
        .createNativeQuery(MISSING, ScreenedHousehold.class)
        .setParameter(1, round)
        .setParameter(2, after)
        .setParameter(3, limit)
        .setParameter(4, standings.stream().map(Standing::name).toList())
        .getResultList()
        .chain(
            rows ->
                occupants(session, ids(rows, false))
                    .chain(
                        present ->
                            absent(session, round, ids(rows, true))
                                .map(absent -> missing(rows, present, absent))));
  }

  private static List<UUID> ids(List<ScreenedHousehold> rows, boolean settled) {
    return rows.stream()
        .filter(row -> row.standing.settled() == settled)
        .map(row -> row.household)
        .toList();
  }

  /** Behind a door that did not open everybody is missing. */
  private static Uni<Map<UUID, List<UUID>>> occupants(
      Mutiny.Session session, List<UUID> households) {
    return byHousehold(
        session,
        "select household, id from RegisteredResident where household in :households and not gone"
            + " order by id",
        households,
        null);
  }

  private static Uni<Map<UUID, List<UUID>>> absent(
      Mutiny.Session session, UUID round, List<UUID> households) {
    return byHousehold(
        session,
        "select household, resident from MissingOccupant"
            + " where round = :round and household in :households and missing order by resident",
        households,
        round);
  }

  private static Uni<Map<UUID, List<UUID>>> byHousehold(
      Mutiny.Session session, String query, List<UUID> households, @Nullable UUID round) {
    if (households.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var residents =
        session.createSelectionQuery(query, Object[].class).setParameter("households", households);
    if (round != null) {
      residents.setParameter("round", round);
    }
    return residents
        .getResultList()
        .map(
            rows -> {
              Map<UUID, List<UUID>> found = new HashMap<>();
              for (Object[] row : rows) {
                found
                    .computeIfAbsent((UUID) row[0], household -> new ArrayList<>())
                    .add((UUID) row[1]);
              }
              return found;
            });
  }

  private static List<Missing> missing(
      List<ScreenedHousehold> rows, Map<UUID, List<UUID>> present, Map<UUID, List<UUID>> absent) {
    return rows.stream()
        .map(
            row ->
                new Missing(
                    row,
                    (row.standing.settled() ? absent : present)
                        .getOrDefault(row.household, List.of())))
        .toList();
  }

  /**
   * The figures of a division: sums over the rounds that are open in it, or over all of a number.
   */
  Uni<Coverage> coverage(Mutiny.Session session, Division of, @Nullable Integer number) {
    var sums =
        Coverage.read(
                session,
                "community like :within and " + (number == null ? "open" : "number = :number"))
            .setParameter("within", of.prefix() + "%");
    if (number != null) {
      sums.setParameter("number", number);
    }
    return sums.getSingleResult().map(Coverage::of);
  }

  /** The figures of one round. */
  Uni<Coverage> coverage(Mutiny.Session session, UUID round) {
    return Coverage.read(session, "id = :round")
        .setParameter("round", round)
        .getSingleResult()
        .map(Coverage::of);
  }

  @Override
  public Uni<Void> registered(SqlConnection connection, List<RegisteredHousehold> households) {
    return connection
        .preparedQuery(JOIN)
        .execute(
            Tuple.of(
                Columns.of(households, UUID[]::new, RegisteredHousehold::id),
                Columns.of(households, String[]::new, each -> each.community().code())))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> closed(Mutiny.Session session, RegisteredHousehold household, Told told) {
    return openIn(session, household.community().code())
        .chain(
            round ->
                round.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : letGo(session, round.get().id, Set.of(household.id())));
  }

  private static Uni<Void> letGo(Mutiny.Session session, UUID round, Set<UUID> households) {
    return screened(session, round, households)
        .chain(
            gone ->
                gone.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : session
                        .removeAll(gone.toArray())
                        .chain(session::flush)
                        .chain(() -> nobodyIsMissing(session, round, households))
                        .chain(() -> shrink(session, round, gone))
                        .chain(() -> add(session, round, Shift.NONE.minus(contributed(gone)))));
  }

  private static Uni<Void> nobodyIsMissing(
      Mutiny.Session session, UUID round, Set<UUID> households) {
    return session
        .createMutationQuery("delete from MissingOccupant where round = ?1 and household in ?2")
        .setParameter(1, round)
        .setParameter(2, households)
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Uni<Void> shrink(
      Mutiny.Session session, UUID round, List<ScreenedHousehold> gone) {
    return session
        .createMutationQuery(
            "update ScreeningRound set households = households - ?1, people = people - ?2"
                + " where id = ?3")
        .setParameter(1, gone.size())
        .setParameter(2, gone.stream().mapToInt(row -> row.people).sum())
        .setParameter(3, round)
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<EventStore.Outcome<Screening, ScreeningEvent>> handle(
      Mutiny.Session session, UUID id, ScreeningCommand command, Told told) {
    return store.handle(
        session,
        RULES,
        ScreeningEvent.class,
        EventStore.stream("screening-round", id),
        command,
        told);
  }
}
