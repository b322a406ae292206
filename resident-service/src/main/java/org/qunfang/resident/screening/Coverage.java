package org.qunfang.resident.screening;

import jakarta.persistence.Tuple;
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

  /** What is read of one round, or of several together. */
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
