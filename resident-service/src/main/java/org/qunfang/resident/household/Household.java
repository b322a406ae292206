package org.qunfang.resident.household;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.Tenure;

/** A dwelling (户) as screening sees it. */
public sealed interface Household {

  /** Nobody has registered it yet. */
  record Unknown() implements Household {}

  /**
   * On the register.
   *
   * @param screened people screened, by the round they were screened in
   * @param revisit whether somebody has to come again
   */
  record Registered(UUID id, Tenure tenure, Map<Integer, Integer> screened, Revisit revisit)
      implements Household {}

  /** Nobody home means come again, until the occupants are reached. */
  sealed interface Revisit {

    /** Nothing to come again for. */
    record None() implements Revisit {}

    /** Nobody was home; somebody comes again by then. */
    record Pending(int round, Instant due) implements Revisit {}

    /** It is later than that, and nobody has been reached. */
    record Overdue(int round) implements Revisit {}
  }
}
