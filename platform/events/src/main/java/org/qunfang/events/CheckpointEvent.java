package org.qunfang.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the checkpoint service tells: what is closed, who passed where, and who may pass. */
public sealed interface CheckpointEvent extends DomainEvent {

  /** A gate with guards (卡口), a point that is sealed (封堵点), or a control on a road. */
  enum CheckpointKind {
    GATE,
    BLOCKED_POINT,
    ROAD
  }

  /** Into the compound or out of it. */
  enum Direction {
    IN,
    OUT
  }

  /** What passes the gate. */
  enum Passer {
    PERSON,
    VEHICLE
  }

  /** Health code (健康码). {@code NONE}: the person showed no code the system knows. */
  enum CodeColour {
    GREEN,
    YELLOW,
    RED,
    NONE
  }

  /** Let through, turned away, or handed to isolation. */
  enum PassageOutcome {
    ADMITTED,
    REFUSED,
    REFERRED
  }

  /** Why somebody was not let through. */
  enum PassageReason {
    FEVER,
    CODE_RED,
    CODE_YELLOW,
    NO_MASK,
    IDENTITY_NOT_SHOWN
  }

  /**
   * A compound or village came under closed management (封闭管理): one entrance kept, the rest sealed.
   */
  @EventType("org.qunfang.checkpoint.CompoundClosed.v1")
  record CompoundClosed(UUID compound, int entrancesKept, int pointsBlocked)
      implements CheckpointEvent {}

  /** Closed management ended. */
  @EventType("org.qunfang.checkpoint.CompoundReopened.v1")
  record CompoundReopened(UUID compound) implements CheckpointEvent {}

  /** A gate, blocked point or road control was set up. */
  @EventType("org.qunfang.checkpoint.CheckpointOpened.v1")
  record CheckpointOpened(UUID checkpoint, CheckpointKind kind, @Nullable UUID compound)
      implements CheckpointEvent {}

  /** A gate, blocked point or road control was taken away. */
  @EventType("org.qunfang.checkpoint.CheckpointWithdrawn.v1")
  record CheckpointWithdrawn(UUID checkpoint, CheckpointKind kind) implements CheckpointEvent {}

  /**
   * Somebody or something passed a gate, with the four musts (四必): identity asked, details
   * recorded, temperature taken in °C, mask worn.
   */
  @EventType("org.qunfang.checkpoint.PassageRecorded.v1")
  record PassageRecorded(
      UUID checkpoint,
      @Nullable UUID person,
      Direction direction,
      Passer passer,
      boolean identityAsked,
      boolean detailsRecorded,
      double temperature,
      boolean mask,
      CodeColour code,
      PassageOutcome outcome,
      @Nullable PassageReason reason)
      implements CheckpointEvent {}

  /** A fever (≥ 37.3 °C) was met at a gate; isolation acts on it within seconds. */
  @EventType("org.qunfang.checkpoint.FeverDetected.v1")
  record FeverDetected(UUID passage, UUID checkpoint, @Nullable UUID person, double temperature)
      implements CheckpointEvent {}

  /** A person's health code changed, because of what the other services know. */
  @EventType("org.qunfang.checkpoint.HealthCodeChanged.v1")
  record HealthCodeChanged(UUID person, CodeColour from, CodeColour to, CodeReason reason)
      implements CheckpointEvent {}

  /** What gave a person the code they have. */
  enum CodeReason {
    CASE,
    CONTACT,
    ISOLATION,
    FEVER,
    CLEARED
  }
}
