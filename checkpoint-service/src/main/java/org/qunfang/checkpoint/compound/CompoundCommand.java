package org.qunfang.checkpoint.compound;

import java.util.UUID;

/** What can be done to a compound. */
sealed interface CompoundCommand {

  /** Put it under closed management. */
  record Close(UUID compound, int entrancesKept, int pointsBlocked) implements CompoundCommand {}

  /** End closed management. */
  record Reopen(UUID compound) implements CompoundCommand {}
}
