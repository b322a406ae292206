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

  /** What happens to a compound or village (小区、村组). */
  sealed interface CompoundEvent extends CheckpointEvent {}

  /** What happens to a gate, a blocked point or a road control. */
  sealed interface PointEvent extends CheckpointEvent {}

  /** What is observed at a gate: facts that no history decides. */
  sealed interface PassageEvent extends CheckpointEvent {}

  /** What happens to a person's health code. */
  sealed interface HealthCodeEvent extends CheckpointEvent {}

  /**
   * A compound or village came under closed management (封闭管理): one entrance kept, the rest sealed.
   */
  @EventType("org.qunfang.checkpoint.CompoundClosed.v1")
  record CompoundClosed(UUID compound, int entrancesKept, int pointsBlocked)
      implements CompoundEvent {}

  /** Closed management ended. */
  @EventType("org.qunfang.checkpoint.CompoundReopened.v1")
  record CompoundReopened(UUID compound) implements CompoundEvent {}

  /** A gate, blocked point or road control was set up. */
  @EventType("org.qunfang.checkpoint.CheckpointOpened.v1")
  record CheckpointOpened(UUID checkpoint, CheckpointKind kind, @Nullable UUID compound)
      implements PointEvent {}

  /** A gate, blocked point or road control was taken away. */
  @EventType("org.qunfang.checkpoint.CheckpointWithdrawn.v1")
  record CheckpointWithdrawn(UUID checkpoint, CheckpointKind kind) implements PointEvent {}

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
      implements PassageEvent {}

  /** A fever (≥ 37.3 °C) was met at a gate; isolation acts on it within seconds. */
  @EventType("org.qunfang.checkpoint.FeverDetected.v1")
  record FeverDetected(UUID passage, UUID checkpoint, @Nullable UUID person, double temperature)
      implements PassageEvent {}

  /** A person's health code changed, because of what the other services know. */
  @EventType("org.qunfang.checkpoint.HealthCodeChanged.v1")
  record HealthCodeChanged(UUID person, CodeColour from, CodeColour to, CodeReason reason)
      implements HealthCodeEvent {}

  /**
   * Something that speaks for a person's code arose, changed or ended. A person may have several at
   * once, and the worst of them is the code.
   *
   * @param ground the case, contact or isolation order that it is about
   * @param reason what kind of thing that is
   * @param colour what it demands now; GREEN when it has ended
   * @param version how far the other service's stream about it was read: what comes later with a
   *     lower one is old news
   */
  @EventType("org.qunfang.checkpoint.HealthCodeGroundNoted.v1")
  record HealthCodeGroundNoted(
      UUID person, UUID ground, CodeReason reason, CodeColour colour, long version)
      implements HealthCodeEvent {}

  /** What gave a person the code they have. */
  enum CodeReason {
    CASE,
    CONTACT,
    ISOLATION,
    FEVER,
    CLEARED
  }
}
