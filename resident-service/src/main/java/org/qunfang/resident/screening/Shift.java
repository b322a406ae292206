package org.qunfang.resident.screening;

/**
 * By how much the figures of a round change when a household, or somebody in it, stands otherwise
 * than before. The figures of a round are the sum of its households' at any time.
 *
 * @param peopleScreened as counted at the doors
 * @param peopleUnsettled people on the register in households that are not settled
 * @param peopleMissing people named as not met in households that were screened
 * @param peopleExcused people on the register whom the round goes on without
 */
record Shift(
    int nobodyHome,
    int refused,
    int excused,
    int elsewhere,
    int screened,
    int peopleScreened,
    int peopleUnsettled,
    int peopleMissing,
    int peopleExcused) {

  /** No change. */
  static final Shift NONE = new Shift(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** What a household that stands so contributes. */
  static Shift of(Standing standing, int people, int missing, int excused, int screened) {
    return new Shift(
        standing == Standing.NOBODY_HOME ? 1 : 0,
        standing == Standing.REFUSED ? 1 : 0,
        standing == Standing.EXCUSED ? 1 : 0,
        standing == Standing.ELSEWHERE ? 1 : 0,
        standing == Standing.SCREENED ? 1 : 0,
        screened,
        standing.settled() ? 0 : people,
        missing,
        excused + (standing == Standing.EXCUSED ? people : 0));
  }

  /** From that to this. */
  Shift minus(Shift before) {
    return new Shift(
        nobodyHome - before.nobodyHome,
        refused - before.refused,
        excused - before.excused,
        elsewhere - before.elsewhere,
        screened - before.screened,
        peopleScreened - before.peopleScreened,
        peopleUnsettled - before.peopleUnsettled,
        peopleMissing - before.peopleMissing,
        peopleExcused - before.peopleExcused);
  }

  /** Both together. */
  Shift plus(Shift other) {
    return minus(NONE.minus(other));
  }
}
