package org.qunfang.resident.household;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.HouseholdClosing;
import org.qunfang.events.ResidentEvent.PlateCategory;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.events.ResidentEvent.Whereabouts;

/** What can be asked of a household. */
public sealed interface HouseholdCommand {

  /** Put it on the register. */
  record RegisterHousehold(
      UUID id, Tenure tenure, @Nullable String compound, @Nullable String building)
      implements HouseholdCommand {}

  /**
   * Somebody knocked.
   *
   * @param screening the round, when it was opened as one
   * @param missing occupants who were not met
   */
  record VisitHousehold(
      int round,
      VisitOutcome outcome,
      int people,
      Instant at,
      @Nullable UUID screening,
      @Nullable Whereabouts whereabouts,
      Set<UUID> missing)
      implements HouseholdCommand {

    /** In a round that is but a number, with nobody missing. */
    public VisitHousehold(int round, VisitOutcome outcome, int people, Instant at) {
      this(round, outcome, people, at, null, null, Set.of());
    }
  }

  /** Occupants who were missing in that round have been reached. */
  record ReachOccupants(int round, Set<UUID> residents, Whereabouts whereabouts)
      implements HouseholdCommand {}

  /** See whether the revisit is overdue as of that time. */
  record CheckRevisit(Instant asOf) implements HouseholdCommand {}

  /** Somebody else holds it than the register says. */
  record CorrectHousehold(Tenure tenure) implements HouseholdCommand {}

  /**
   * Take it off the register.
   *
   * @param people occupants as the register knows them
   */
  record CloseHousehold(HouseholdClosing reason, int people) implements HouseholdCommand {}

  /** It lies there. */
  record PlaceHousehold(UUID place) implements HouseholdCommand {}

  /**
   * Give it a plate with the next number of that category.
   *
   * @param rewritten when something else is to stand on it than before
   */
  record AssignPlate(PlateCategory category, int number, boolean rewritten)
      implements HouseholdCommand {}
}
