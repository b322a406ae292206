package org.qunfang.checkpoint.point;

import org.qunfang.events.CheckpointEvent.CheckpointKind;

/** A gate, blocked point or road control in its life. */
sealed interface Checkpoint {

  /** Nobody has set it up. */
  record Unknown() implements Checkpoint {}

  /** It stands. */
  record Standing(CheckpointKind kind) implements Checkpoint {}

  /** It was taken away, for good: another one at the same place has another id. */
  record Withdrawn() implements Checkpoint {}
}
