package org.qunfang.events;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the isolation service tells: who is isolated how, how they are, and when it ends. */
public sealed interface IsolationEvent extends DomainEvent {

  /** At home (居家), in a central site (集中), under medical observation (医学观察), in hospital. */
  enum IsolationKind {
    HOME,
    CENTRAL,
    MEDICAL_OBSERVATION,
    HOSPITAL
  }

  /** What the order was made for. */
  enum IsolationReason {
    CASE,
    CLOSE_CONTACT,
    SECONDARY_CONTACT,
    RETURNEE,
    FEVER,
    STRANDED,
    OTHER
  }

  /** Why an order ended; what was ruled out is their own case, or the one that they had met. */
  enum ReleaseGround {
    TERM_ENDED,
    RULED_OUT,
    RECOVERED,
    DIED,
    ORDERED_IN_ERROR
  }

  /** A home is checked twice a day. */
  enum CheckSlot {
    MORNING,
    EVENING
  }

  /**
   * A person has to be isolated until the due date (incl.). {@code cause} is the case, contact,
   * passage or report that the order was made for.
   */
  @EventType("org.qunfang.isolation.IsolationOrdered.v1")
  record IsolationOrdered(
      UUID order,
      UUID person,
      IsolationKind kind,
      IsolationReason reason,
      LocalDate due,
      UUID cause)
      implements IsolationEvent {

    /** An order that nothing but somebody's decision caused is its own cause. */
    public IsolationOrdered(
        UUID order, UUID person, IsolationKind kind, IsolationReason reason, LocalDate due) {
      this(order, person, kind, reason, due, order);
    }
  }

  /**
   * There is a further reason to isolate somebody who has to be isolated already, or a known one
   * weighs otherwise than before. The order goes on; where it becomes stricter or longer, further
   * events say so.
   *
   * @param again true when the same order was for such a reason in such a place before, whether
   *     that still stands or not: nobody else is isolated
   */
  @EventType("org.qunfang.isolation.IsolationGroundAdded.v1")
  record IsolationGroundAdded(
      UUID order,
      UUID person,
      IsolationKind kind,
      IsolationReason reason,
      LocalDate due,
      UUID cause,
      @Nullable Boolean again)
      implements IsolationEvent {

    /** A reason that was none before. */
    public IsolationGroundAdded(
        UUID order,
        UUID person,
        IsolationKind kind,
        IsolationReason reason,
        LocalDate due,
        UUID cause) {
      this(order, person, kind, reason, due, cause, null);
    }
  }

  /**
   * One of several reasons to isolate somebody has gone; the others still stand, until the due date
   * (incl.).
   */
  @EventType("org.qunfang.isolation.IsolationGroundLifted.v1")
  record IsolationGroundLifted(UUID order, UUID person, UUID cause, LocalDate due)
      implements IsolationEvent {}

  /** The person is where the order says. */
  @EventType("org.qunfang.isolation.IsolationStarted.v1")
  record IsolationStarted(UUID order, UUID person, IsolationKind kind) implements IsolationEvent {}

  /** One answers for one (一对一): a guardian was named. */
  @EventType("org.qunfang.isolation.GuardianAssigned.v1")
  record GuardianAssigned(UUID order, UUID guardian) implements IsolationEvent {}

  /** Isolation goes on elsewhere. */
  @EventType("org.qunfang.isolation.IsolationTransferred.v1")
  record IsolationTransferred(
      UUID order, UUID person, IsolationKind from, IsolationKind to, boolean started)
      implements IsolationEvent {}

  /** Isolation takes longer than ordered. */
  @EventType("org.qunfang.isolation.IsolationExtended.v1")
  record IsolationExtended(UUID order, LocalDate due) implements IsolationEvent {}

  /** The person was not where the order says. */
  @EventType("org.qunfang.isolation.IsolationBreached.v1")
  record IsolationBreached(UUID order, UUID person) implements IsolationEvent {}

  /** Isolation is over; {@code started} tells whether it had begun. */
  @EventType("org.qunfang.isolation.IsolationReleased.v1")
  record IsolationReleased(
      UUID order,
      UUID person,
      IsolationKind kind,
      IsolationReason reason,
      ReleaseGround ground,
      boolean started)
      implements IsolationEvent {}

  /** A guardian looked after an isolated person: temperature in °C, symptoms, needs asked. */
  @EventType("org.qunfang.isolation.HealthChecked.v1")
  record HealthChecked(
      @Nullable UUID order,
      UUID person,
      LocalDate day,
      CheckSlot slot,
      double temperature,
      boolean dryCough,
      boolean otherSymptoms,
      boolean needsAsked)
      implements IsolationEvent {}

  /** A check that was due on a day was not made. */
  @EventType("org.qunfang.isolation.HealthCheckMissed.v1")
  record HealthCheckMissed(UUID order, UUID person, LocalDate day, CheckSlot slot)
      implements IsolationEvent {}
}
