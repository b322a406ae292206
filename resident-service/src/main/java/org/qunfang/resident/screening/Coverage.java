package org.qunfang.resident.screening;

import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.resident.screening.ScreeningCommand.CloseRound;

/**
 * How far a round has come, or the rounds of a division together (排查覆盖).
 *
 * @param householdsAccounted households screened or reached elsewhere
 * @param peopleAccounted people of those households who were not named missing, and whoever came
 *     onto the register since
 * @param peopleScreened people met, as counted at the doors
 * @param peopleMissing people named as not met where others were
 */
public record Coverage(
    long rounds,
    long households,
    long people,
    long householdsAccounted,
    long peopleAccounted,
    long householdsScreened,
    long peopleScreened,
    long reachedElsewhere,
    long nobodyHome,
    long refused,
    long toVisit,
    long householdsExcused,
    long peopleExcused,
    long peopleMissing) {

  /**
   * With those who joined an open round and are still to be counted, see {@link RoundGrowth}.
   * Somebody may have left whose household is still to be visited.
   */
  private static final String COVERED =
      """
      select count(*) rounds,
             coalesce(sum(households), 0) households,
             coalesce(sum(people), 0) people,
             coalesce(sum(screened + elsewhere), 0) households_accounted,
             coalesce(sum(greatest(0, people - people_unsettled - people_missing - people_excused)), 0)
               people_accounted,
             coalesce(sum(screened), 0) households_screened,
             coalesce(sum(people_screened), 0) people_screened,
             coalesce(sum(elsewhere), 0) reached_elsewhere,
             coalesce(sum(nobody_home), 0) nobody_home,
             coalesce(sum(refused), 0) refused,
             coalesce(sum(households - screened - elsewhere - excused - nobody_home - refused), 0) to_visit,
             coalesce(sum(excused), 0) households_excused,
             coalesce(sum(people_excused), 0) people_excused,
             coalesce(sum(people_missing), 0) people_missing
        from (select r.households + coalesce(g.households, 0) households,
                     r.people + coalesce(g.people, 0) people,
                     r.people_unsettled + coalesce(g.people_unsettled, 0) people_unsettled,
                     r.people_excused + coalesce(g.people_excused, 0) people_excused,
                     screened, people_screened, elsewhere, nobody_home, refused, excused, people_missing
                from screening_round r
                left join (select round, sum(households) households, sum(people) people,
                                  sum(people_unsettled) people_unsettled, sum(people_excused) people_excused
                             from screening_growth group by round) g
                  on g.round = r.id and r.open
               where %s) r
      """;

  /** Reads one round, or several together; whatever holds for them stands in the statement. */
  static Mutiny.SelectionQuery<Tuple> read(Mutiny.Session session, String rounds) {
    return session.createNativeQuery(COVERED.formatted(rounds), Tuple.class);
  }

  /** What was read. */
  static Coverage of(Tuple sums) {
    return new Coverage(
        figure(sums, "rounds"),
        figure(sums, "households"),
        figure(sums, "people"),
        figure(sums, "households_accounted"),
        figure(sums, "people_accounted"),
        figure(sums, "households_screened"),
        figure(sums, "people_screened"),
        figure(sums, "reached_elsewhere"),
        figure(sums, "nobody_home"),
        figure(sums, "refused"),
        figure(sums, "to_visit"),
        figure(sums, "households_excused"),
        figure(sums, "people_excused"),
        figure(sums, "people_missing"));
  }

  private static long figure(Tuple sums, String name) {
    return sums.get(name, Number.class).longValue();
  }

  /**
   * As a list shows it: whoever joined a moment ago may have been visited, or have gone again, and
   * not been counted yet.
   */
  static Coverage of(ScreeningRound round) {
    return new Coverage(
        1,
        Math.max(0, round.households),
        Math.max(0, round.people),
        round.screened + round.elsewhere,
        // Somebody may have left whose household is still to be visited.
        Math.max(
            0, round.people - round.peopleUnsettled - round.peopleMissing - round.peopleExcused),
        round.screened,
        round.peopleScreened,
        round.elsewhere,
        round.nobodyHome,
        round.refused,
        Math.max(
            0,
            round.households
                - round.screened
                - round.elsewhere
                - round.excused
                - round.nobodyHome
                - round.refused),
        round.excused,
        round.peopleExcused,
        round.peopleMissing);
  }

  /** Households neither accounted for nor excused. */
  long householdsOpen() {
    return toVisit + nobodyHome + refused;
  }

  CloseRound closing() {
    return new CloseRound(
        Math.toIntExact(households),
        Math.toIntExact(people),
        Math.toIntExact(householdsOpen()),
        Math.toIntExact(peopleMissing),
        Math.toIntExact(peopleExcused));
  }
}
