package org.qunfang.resident.contact;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;

/** What can be asked of a contact; {@code today} is the day on which that is told. */
public sealed interface ContactCommand {

  /**
   * It was found that the resident met the case.
   *
   * @param health of the resident
   */
  record TraceContact(
      UUID id,
      TracedCase of,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting,
      LocalDate today,
      Health health)
      implements ContactCommand {}

  /**
   * It is of another class than was thought.
   *
   * @param caseRuledOut whether the case was none
   * @param health of the contact by now
   */
  record ReclassifyContact(
      ContactClass contactClass, boolean caseRuledOut, Health health, LocalDate today)
      implements ContactCommand {}

  /**
   * They met again, where they had met before when nobody says where, or when they live together.
   *
   * @param caseRuledOut whether the case was none
   * @param health of the contact by now
   */
  record ExposeAgain(
      LocalDate lastExposure,
      @Nullable ContactSetting setting,
      boolean caseRuledOut,
      Health health,
      LocalDate today)
      implements ContactCommand {}

  /** The contact is infected: it is that case now. */
  record EndAsInfected(UUID became) implements ContactCommand {}

  /** The time is over. */
  record ClearContact(LocalDate today) implements ContactCommand {}

  /** The case was none. */
  record EndWithCase() implements ContactCommand {}

  /** An officer answers for ending it before its time. */
  record ClearEarly() implements ContactCommand {}

  /** What tracing has to know of the case. */
  record TracedCase(UUID id, UUID resident, boolean ruledOut) {}
}
