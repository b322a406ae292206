package org.qunfang.isolation.order;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;

/**
 * One reason to isolate a person. Somebody may have several, a contact who falls ill for example,
 * and has to be isolated as long as one of them stands.
 *
 * @param cause the case, contact, passage or report behind it, by which it can be lifted again
 * @param kind how the person has to be isolated for this reason alone
 * @param due the last day of isolation for this reason alone; for a case no more than a plan
 */
public record Ground(UUID cause, IsolationKind kind, IsolationReason reason, LocalDate due) {

  /** True when the case decides when isolation ends, and no term does. */
  boolean lastsUntilCaseCloses() {
    return reason == IsolationReason.CASE;
  }

  /** True when this is such a reason to be isolated in the same way, whatever is behind it. */
  boolean repeats(Ground before) {
    return kind == before.kind && reason == before.reason;
  }

  /** True when this ground, come again, asks for nothing that it did not ask for before. */
  boolean asksNoMoreThan(Ground before) {
    return cause.equals(before.cause)
        && !IsolationRules.stricter(kind, before.kind)
        && !due.isAfter(before.due);
  }
}
