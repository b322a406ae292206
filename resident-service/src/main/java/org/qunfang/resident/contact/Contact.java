package org.qunfang.resident.contact;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.ContactClass;

/** A contact of a case (密切接触者 and the wider classes). */
public sealed interface Contact {

  /** Nobody has traced it yet. */
  record Unknown() implements Contact {}

  /** Traced, and watched. */
  record Watched(
      UUID id, UUID caseId, UUID resident, ContactClass contactClass, LocalDate lastExposure)
      implements Contact {}

  /** The time is over and nothing was found. */
  record Cleared(UUID id) implements Contact {}
}
