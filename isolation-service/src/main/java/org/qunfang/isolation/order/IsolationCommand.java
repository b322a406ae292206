package org.qunfang.isolation.order;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.ReleaseGround;

/** What can be wanted of an isolation order. Where a day matters, the command brings it. */
public sealed interface IsolationCommand {

  /** Isolate a person for a first reason. */
  record OrderIsolation(UUID order, UUID person, Ground ground, LocalDate today)
      implements IsolationCommand {}

  /** Take a further reason into account, or a known one that weighs more than before. */
  record AddGround(Ground ground) implements IsolationCommand {}

  /** A reason that was known weighs otherwise now, less perhaps. */
  record ReweighGround(Ground ground) implements IsolationCommand {}

  /** A reason has gone: the contact is cleared, the case closed. */
  record LiftGround(UUID cause, ReleaseGround outcome) implements IsolationCommand {}

  /** The person has arrived where the order says. */
  record StartIsolation() implements IsolationCommand {}

  /** Make somebody answer for the person, one to one (一对一). */
  record AssignGuardian(UUID guardian) implements IsolationCommand {}

  /** Go on elsewhere: home, site, observation, hospital. */
  record TransferIsolation(IsolationKind to) implements IsolationCommand {}

  /** Go on for longer. */
  record ExtendIsolation(LocalDate due, LocalDate today) implements IsolationCommand {}

  /** The person was not where the order says. */
  record NoteBreach() implements IsolationCommand {}

  /** An officer or a hospital ends it. */
  record ReleaseIsolation(ReleaseGround ground, LocalDate today) implements IsolationCommand {}

  /** End it if its last day is over; the clock asks, not a person. */
  record ReleaseWhenDue(LocalDate today) implements IsolationCommand {}
}
