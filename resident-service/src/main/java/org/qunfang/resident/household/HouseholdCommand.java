package org.qunfang.resident.household;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;

/** What can be asked of a household. */
public sealed interface HouseholdCommand {

  /** Put it on the register. */
  record RegisterHousehold(
      UUID id, Tenure tenure, @Nullable String compound, @Nullable String building)
      implements HouseholdCommand {}

  /** Somebody knocked. */
  record VisitHousehold(int round, VisitOutcome outcome, int people, Instant at)
      implements HouseholdCommand {}

  /** See whether the revisit is overdue as of that time. */
  record CheckRevisit(Instant asOf) implements HouseholdCommand {}
}
