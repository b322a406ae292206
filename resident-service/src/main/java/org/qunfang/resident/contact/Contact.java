package org.qunfang.resident.contact;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;

/** A contact of a case (密切接触者 and the wider classes). */
public sealed interface Contact {

  /** Nobody has traced it yet. */
  record Unknown() implements Contact {}

  /** Traced, and watched. */
  record Watched(Exposure exposure) implements Contact {}

  /** The time is over and nothing was found. */
  record Cleared(Exposure exposure) implements Contact {}

  /** Infected, and watched as a case from now on. */
  record Infected(Exposure exposure, UUID became) implements Contact {}

  /** Who met whom, how near, where, and when last. */
  record Exposure(
      UUID id,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      LocalDate last,
      ContactSetting setting) {

    /** The day on which the time is over. */
    LocalDate lastDay() {
      return contactClass.lastDay(last);
    }

    Exposure as(ContactClass contactClass) {
      return new Exposure(id, caseId, resident, contactClass, last, setting);
    }

    Exposure again(LocalDate last, ContactSetting setting) {
      return new Exposure(id, caseId, resident, contactClass, last, setting);
    }
  }
}
