package org.qunfang.resident.household;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.PlateCategory;
import org.qunfang.events.ResidentEvent.Tenure;

/** A dwelling (户) as screening sees it. */
public sealed interface Household {

  /** Nobody has registered it yet. */
  record Unknown() implements Household {}

  /**
   * On the register.
   *
   * @param screened people screened, by the round they were screened in
   * @param missing occupants who were not met when the household was screened, by that round
   * @param revisit whether somebody has to come again
   * @param place the compound, group or building it lies in
   * @param plate what its plate says of it
   */
  record Registered(
      UUID id,
      Tenure tenure,
      Map<Integer, Integer> screened,
      Map<Integer, Set<UUID>> missing,
      Revisit revisit,
      @Nullable UUID place,
      @Nullable PlateCategory plate)
      implements Household {

    static Registered now(UUID id, Tenure tenure) {
      return new Registered(id, tenure, Map.of(), Map.of(), new Revisit.None(), null, null);
    }

    Registered held(Tenure by) {
      return new Registered(id, by, screened, missing, revisit, place, plate);
    }

    Registered screened(int round, int people) {
      Map<Integer, Integer> more = new HashMap<>(screened);
      more.put(round, people);
      return new Registered(id, tenure, Map.copyOf(more), missing, revisit, place, plate);
    }

    Registered missing(int round, Set<UUID> residents) {
      Map<Integer, Set<UUID>> more = new HashMap<>(missing);
      if (residents.isEmpty()) {
        more.remove(round);
      } else {
        more.put(round, Set.copyOf(residents));
      }
      return new Registered(id, tenure, screened, Map.copyOf(more), revisit, place, plate);
    }

    Registered reached(int round, Set<UUID> residents) {
      Set<UUID> fewer = new HashSet<>(missing.getOrDefault(round, Set.of()));
      fewer.removeAll(residents);
      return missing(round, fewer);
    }

    Registered with(Revisit next) {
      return new Registered(id, tenure, screened, missing, next, place, plate);
    }

    Registered placed(UUID where) {
      return new Registered(id, tenure, screened, missing, revisit, where, plate);
    }

    Registered plated(PlateCategory category) {
      return new Registered(id, tenure, screened, missing, revisit, place, category);
    }
  }

  /** Off the register; nobody lived there any longer. */
  record Closed(UUID id) implements Household {}

  /** Nobody home means come again, and again, until the occupants are reached. */
  sealed interface Revisit {

    /** Nothing to come again for. */
    record None() implements Revisit {}

    /** Nobody was home; somebody comes again by then. */
    record Pending(int round, Instant due) implements Revisit {}

    /**
     * It is later than that, and nobody has come again.
     *
     * @param next when the visit after that is due, once it is told that this one was made
     */
    record Overdue(int round, Instant due, @Nullable Instant next) implements Revisit {}
  }
}
