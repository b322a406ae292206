package org.qunfang.checkpoint.passage;

import static org.qunfang.checkpoint.passage.PassageRejection.CHECKPOINT_BLOCKED;
import static org.qunfang.checkpoint.passage.PassageRejection.CHECKPOINT_WITHDRAWN;
import static org.qunfang.checkpoint.passage.PassageRejection.NO_SUCH_CHECKPOINT;
import static org.qunfang.checkpoint.passage.PassageRejection.OUTCOME_AGAINST_REASON;
import static org.qunfang.checkpoint.passage.PassageRejection.TEMPERATURE_OUT_OF_RANGE;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.BodyTemperature;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageReason;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.Division;

/**
 * Who passes a gate. Pure, and without history: the same person at the same gate is decided anew.
 */
final class GateRules {

  private GateRules() {}

  /** A checkpoint as far as a passage depends on it. */
  record Gate(Division community, CheckpointKind kind, @Nullable Instant withdrawn) {}

  /**
   * Why there can be no such passage, or null. One from before the checkpoint was set up is none:
   * the gate stood since the morning, and the office typed it in at ten.
   */
  static @Nullable PassageRejection impossible(@Nullable Gate gate, Instant time) {
    if (gate == null) {
      return NO_SUCH_CHECKPOINT;
    }
    if (gate.withdrawn() != null && !time.isBefore(gate.withdrawn())) {
      return CHECKPOINT_WITHDRAWN;
    }
    return switch (gate.kind()) {
      case GATE, ROAD -> null;
      case BLOCKED_POINT -> CHECKPOINT_BLOCKED;
    };
  }

  /** Why that cannot have been measured, or null. */
  static @Nullable PassageRejection impossible(double temperature) {
    return BodyTemperature.isPossible(temperature) ? null : TEMPERATURE_OUT_OF_RANGE;
  }

  /**
   * Why a passage that an offline gate decided cannot be so, or null: whoever is not let through is
   * told why.
   */
  static @Nullable PassageRejection impossible(PassageRecorded decided) {
    boolean admitted = decided.outcome() == PassageOutcome.ADMITTED;
    return admitted == (decided.reason() == null)
        ? impossible(decided.temperature())
        : OUTCOME_AGAINST_REASON;
  }

  /** The first rule that is against it decides; fever before everything. */
  static PassageRecorded decide(Observed seen, CodeColour code) {
    PassageReason against = against(seen, code);
    return new PassageRecorded(
        seen.checkpoint(),
        seen.person(),
        seen.direction(),
        seen.passer(),
        seen.identityAsked(),
        seen.detailsRecorded(),
        seen.temperature(),
        seen.mask(),
        code,
        outcome(against),
        against);
  }

  private static @Nullable PassageReason against(Observed seen, CodeColour code) {
    if (isFever(seen.temperature())) {
      return PassageReason.FEVER;
    }
    if (code == CodeColour.RED) {
      return PassageReason.CODE_RED;
    }
    if (code == CodeColour.YELLOW) {
      return PassageReason.CODE_YELLOW;
    }
    if (!seen.mask()) {
      return PassageReason.NO_MASK;
    }
    return seen.identityAsked() ? null : PassageReason.IDENTITY_NOT_SHOWN;
  }

  private static PassageOutcome outcome(@Nullable PassageReason against) {
    return switch (against) {
      case null -> PassageOutcome.ADMITTED;
      case FEVER, CODE_RED -> PassageOutcome.REFERRED;
      case CODE_YELLOW, NO_MASK, IDENTITY_NOT_SHOWN -> PassageOutcome.REFUSED;
    };
  }

  static boolean isFever(double temperature) {
    return BodyTemperature.isFever(temperature);
  }

  /** What isolation is told of a passage with fever. */
  static FeverDetected fever(UUID passage, PassageRecorded recorded) {
    return new FeverDetected(
        passage, recorded.checkpoint(), recorded.person(), recorded.temperature());
  }
}
