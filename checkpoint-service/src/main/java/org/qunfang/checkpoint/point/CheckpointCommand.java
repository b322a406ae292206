package org.qunfang.checkpoint.point;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CheckpointEvent.CheckpointKind;

/** What can be done to a checkpoint. */
sealed interface CheckpointCommand {

  /** Set it up. */
  record Open(UUID checkpoint, CheckpointKind kind, @Nullable UUID compound)
      implements CheckpointCommand {}

  /** Take it away. */
  record Withdraw(UUID checkpoint) implements CheckpointCommand {}
}
