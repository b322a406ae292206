package org.qunfang.resident.worker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.WorkerKind;

/** What can be asked of somebody who works for the community. */
public sealed interface WorkerCommand {

  /**
   * Begin.
   *
   * @param account the subject of the worker's tokens, when they log in
   */
  record Enlist(UUID id, WorkerKind kind, boolean partyMember, @Nullable UUID account)
      implements WorkerCommand {}

  /** Log in by that account, or by none. */
  record ChangeAccount(@Nullable UUID account) implements WorkerCommand {}

  /** Stop. */
  record StandDown() implements WorkerCommand {}
}
