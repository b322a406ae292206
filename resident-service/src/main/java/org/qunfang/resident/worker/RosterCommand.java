package org.qunfang.resident.worker;

import java.time.Instant;
import java.util.UUID;

/** What can be asked of a worker's roster. */
public sealed interface RosterCommand {

  /** The worker is to be at the post. */
  record PlanShift(UUID shift, UUID worker, boolean onDuty, UUID post, boolean postOpen, Span span)
      implements RosterCommand {}

  /** The worker will not be there. */
  record CallOffShift(UUID shift) implements RosterCommand {}

  /** The worker will be nowhere any more: all that does not end before {@code from} is off. */
  record CallOffAll(Instant from) implements RosterCommand {}
}
