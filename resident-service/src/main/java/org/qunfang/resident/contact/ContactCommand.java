package org.qunfang.resident.contact;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;

/** What can be asked of a contact. */
public sealed interface ContactCommand {

  /**
   * It was found that the resident met the case; {@code today} is the day on which that is told.
   */
  record TraceContact(
      UUID id,
      TracedCase of,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting,
      LocalDate today)
      implements ContactCommand {}

  /** The time is over, or the case was none; {@code today} is the day of which that is told. */
  record ClearContact(LocalDate today, boolean caseRuledOut) implements ContactCommand {}

  /** An officer answers for ending it before its time. */
  record ClearEarly() implements ContactCommand {}

  /** What tracing has to know of the case. */
  record TracedCase(UUID id, UUID resident, boolean ruledOut) {}
}
