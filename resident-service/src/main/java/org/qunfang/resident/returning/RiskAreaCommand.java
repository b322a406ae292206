package org.qunfang.resident.returning;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.resident.returning.RiskArea.Period;

/** What can be decided about the risk level of a division. */
public sealed interface RiskAreaCommand {

  /** List it. */
  record Declare(UUID id, Division division, Period period) implements RiskAreaCommand {}

  /** From that day on another level holds; {@code next} is what that period is called. */
  record Change(UUID id, UUID next, RiskLevel level, LocalDate from) implements RiskAreaCommand {}

  /** That was the last day. */
  record Lift(UUID id, LocalDate until) implements RiskAreaCommand {}

  /** It was wrong, and this is right. */
  record Correct(UUID id, Period period) implements RiskAreaCommand {}

  /** It never was so. */
  record Withdraw(UUID id) implements RiskAreaCommand {}
}
