package org.qunfang.checkpoint.passage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.CheckpointEvent.Passer;

/** What a guard or scanner sees at the gate, with the four musts; the temperature in °C. */
record Observed(
    UUID checkpoint,
    @Nullable UUID person,
    Direction direction,
    Passer passer,
    boolean identityAsked,
    boolean detailsRecorded,
    double temperature,
    boolean mask) {

  /** What was seen in a passage that was decided already. */
  static Observed in(PassageRecorded passage) {
    return new Observed(
        passage.checkpoint(),
        passage.person(),
        passage.direction(),
        passage.passer(),
        passage.identityAsked(),
        passage.detailsRecorded(),
        passage.temperature(),
        passage.mask());
  }
}
