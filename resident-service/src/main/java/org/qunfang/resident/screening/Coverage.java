package org.qunfang.resident.screening;

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

  static Coverage of(ScreeningRound round) {
    return new Coverage(
        1,
        round.households,
        round.people,
        round.screened + round.elsewhere,
        // Somebody may have left whose household is still to be visited.
        Math.max(
            0, round.people - round.peopleUnsettled - round.peopleMissing - round.peopleExcused),
        round.screened,
        round.peopleScreened,
        round.elsewhere,
        round.nobodyHome,
        round.refused,
        round.householdsOpen() - round.nobodyHome - round.refused,
        round.excused,
        round.peopleExcused,
        round.peopleMissing);
  }
}
