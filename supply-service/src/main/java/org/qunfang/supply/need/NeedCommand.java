package org.qunfang.supply.need;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.events.SupplyEvent.Urgency;

/** What can be wanted of a need. */
sealed interface NeedCommand {

  /**
   * Put a need on the register.
   *
   * @param urgency as the caller sees it
   * @param confined whether somebody of the household is isolated at home
   */
  record RegisterNeed(
      UUID need, UUID household, NeedCategory category, Urgency urgency, boolean confined)
      implements NeedCommand {}

  /** Give it to somebody; who had it before has it no longer. */
  record AssignNeed(UUID need, UUID worker) implements NeedCommand {}

  /**
   * Say that it is met.
   *
   * @param registered the day that it came onto the register
   * @param day the day that it was met
   */
  record ResolveNeed(UUID need, LocalDate registered, LocalDate day) implements NeedCommand {}

  /** Hand it to a level above. */
  record RaiseNeed(UUID need, RaisedTo to) implements NeedCommand {}
}
