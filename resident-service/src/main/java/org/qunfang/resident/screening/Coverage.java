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
    int rounds,
    int households,
    int people,
    int householdsAccounted,
    int peopleAccounted,
    int householdsScreened,
    int peopleScreened,
    int reachedElsewhere,
    int nobodyHome,
    int refused,
    int toVisit,
    int householdsExcused,
    int peopleExcused,
    int peopleMissing) {

  static final Coverage NONE = new Coverage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

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

  Coverage plus(Coverage other) {
    return new Coverage(
        rounds + other.rounds,
        households + other.households,
        people + other.people,
        householdsAccounted + other.householdsAccounted,
        peopleAccounted + other.peopleAccounted,
        householdsScreened + other.householdsScreened,
        peopleScreened + other.peopleScreened,
        reachedElsewhere + other.reachedElsewhere,
        nobodyHome + other.nobodyHome,
        refused + other.refused,
        toVisit + other.toVisit,
        householdsExcused + other.householdsExcused,
        peopleExcused + other.peopleExcused,
        peopleMissing + other.peopleMissing);
  }
}
