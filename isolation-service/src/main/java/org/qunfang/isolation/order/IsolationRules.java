package org.qunfang.isolation.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.qunfang.events.BodyTemperature;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactExposedAgain;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.SymptomsReported;

/**
 * Who is isolated how and for how long: the rule book, in one place. Whoever changes quarantine
 * changes it here and nowhere else, but for the term of a contact: those who trace and clear count
 * it too, so it stands with the {@link ContactClass classes}.
 *
 * <p>Field report I1: <em>suspected case → central isolation and observation; fever or dry cough →
 * medical observation; close contact → isolation by rule; returnee → 14 days at home, from a
 * medium- or high-risk area central; low-risk → registered and protected.</em> Its last sentence is
 * read as one table by the origin's risk: high and medium central, low not isolated. That leaves
 * nobody at home, because a return is always registered with a level; an officer can still order
 * it.
 */
public final class IsolationRules {

  /** Days that follow the arrival of a returnee. */
  static final int RETURNEE_DAYS = 14;

  /** Days under observation after a fever or a dry cough. */
  static final int FEVER_DAYS = 14;

  /** Days planned for a case; its outcome ends isolation, sooner or later than this. */
  static final int CASE_DAYS = 14;

  /** The longest that an officer may order at once. */
  static final int LONGEST_DAYS = 60;

  /** From the mildest to the strictest: a further reason only ever moves somebody to the right. */
  static final List<IsolationKind> BY_STRICTNESS =
      List.of(
          IsolationKind.HOME,
          IsolationKind.MEDICAL_OBSERVATION,
          IsolationKind.CENTRAL,
          IsolationKind.HOSPITAL);

  private IsolationRules() {}

  /** A contact, as it was traced. */
  public static Optional<Ground> contact(ContactTraced traced, LocalDate today) {
    return contact(
        traced.contact(), traced.contactClass(), traced.setting(), traced.lastExposure(), today);
  }

  /** A contact who met the case again. */
  public static Optional<Ground> contact(ContactExposedAgain again, LocalDate today) {
    return contact(
        again.contact(), again.contactClass(), again.setting(), again.lastExposure(), today);
  }

  /** A contact of another class than was thought. */
  public static Optional<Ground> contact(ContactReclassified to, LocalDate today) {
    return contact(to.contact(), to.contactClass(), to.setting(), to.lastExposure(), today);
  }

  /** A contact: central when they share a household with the case, at home otherwise. */
  private static Optional<Ground> contact(
      UUID contact,
      ContactClass contactClass,
      ContactSetting setting,
      LocalDate lastExposure,
      LocalDate today) {
    return switch (contactClass) {
      case CLOSE ->
          standing(
              new Ground(
                  contact,
                  setting == ContactSetting.HOUSEHOLD ? IsolationKind.CENTRAL : IsolationKind.HOME,
                  IsolationReason.CLOSE_CONTACT,
                  contactClass.lastDay(lastExposure)),
              today);
      case SECONDARY ->
          standing(
              new Ground(
                  contact,
                  IsolationKind.HOME,
                  IsolationReason.SECONDARY_CONTACT,
                  contactClass.lastDay(lastExposure)),
              today);
      case GENERAL -> Optional.empty();
    };
  }

  /**
   * A returnee: central from a medium- or high-risk area, registered and protected from any other.
   */
  public static Optional<Ground> returnee(UUID report, ReturnRegistered back, LocalDate today) {
    return switch (back.originRisk()) {
      case HIGH, MEDIUM ->
          standing(
              new Ground(
                  report,
                  IsolationKind.CENTRAL,
                  IsolationReason.RETURNEE,
                  back.arrived().plusDays(RETURNEE_DAYS)),
              today);
      case LOW -> Optional.empty();
    };
  }

  /** A case: a suspected one in central isolation and observation, any other in hospital. */
  public static Ground caseOf(UUID caseId, CaseClass caseClass, LocalDate today) {
    IsolationKind kind =
        switch (caseClass) {
          case SUSPECTED -> IsolationKind.CENTRAL;
          case CONFIRMED, ASYMPTOMATIC -> IsolationKind.HOSPITAL;
        };
    return new Ground(caseId, kind, IsolationReason.CASE, today.plusDays(CASE_DAYS));
  }

  /** A fever at a gate. */
  public static Ground fever(FeverDetected detected, LocalDate today) {
    return observation(detected.passage(), today);
  }

  /** A fever or a dry cough that a resident reports. */
  public static Optional<Ground> symptoms(UUID report, SymptomsReported told, LocalDate today) {
    return told.fever() || told.dryCough()
        ? Optional.of(observation(report, today))
        : Optional.empty();
  }

  /** A fever or a dry cough that a guardian finds in a daily check. */
  public static Optional<Ground> check(UUID check, HealthChecked made) {
    return BodyTemperature.isFever(made.temperature()) || made.dryCough()
        ? Optional.of(observation(check, made.day()))
        : Optional.empty();
  }

  private static Ground observation(UUID cause, LocalDate today) {
    return new Ground(
        cause,
        IsolationKind.MEDICAL_OBSERVATION,
        IsolationReason.FEVER,
        today.plusDays(FEVER_DAYS));
  }

  /** A term that was over before anybody told of it isolates nobody. */
  private static Optional<Ground> standing(Ground ground, LocalDate today) {
    return ground.due().isBefore(today) ? Optional.empty() : Optional.of(ground);
  }

  static boolean stricter(IsolationKind than, IsolationKind other) {
    return BY_STRICTNESS.indexOf(than) > BY_STRICTNESS.indexOf(other);
  }

  static boolean tooLong(LocalDate today, LocalDate due) {
    return due.isAfter(today.plusDays(LONGEST_DAYS));
  }
}
