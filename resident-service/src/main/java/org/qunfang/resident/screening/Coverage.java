package org.qunfang.resident.screening;

import java.util.stream.Stream;
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
  static Coverage of(Object[] sums) {
    long[] figures = Stream.of(sums).mapToLong(each -> ((Number) each).longValue()).toArray();
    return new Coverage(
        figures[0],
        figures[1],
        figures[2],
        figures[3],
        figures[4],
        figures[5],
        figures[6],
        figures[7],
        figures[8],
        figures[9],
        figures[10],
        figures[11],
        figures[12],
        figures[13]);
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
