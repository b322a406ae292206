package org.qunfang.resident.person;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.events.ResidentEvent.Residency;

/** A person as the register sees them; what names the person lies elsewhere. */
public sealed interface Resident {

  /** Nobody has registered them yet. */
  record Unknown() implements Resident {}

  /**
   * Lives here.
   *
   * @param returns the days on which they came back
   * @param care why the community looks after them in particular
   * @param others who looked like the same person and is not
   * @param forgotten whether the personal file has been destroyed
   */
  record Present(
      UUID id,
      UUID household,
      Residency residency,
      boolean foreigner,
      Set<LocalDate> returns,
      Set<Care> care,
      Set<UUID> others,
      boolean forgotten)
      implements Resident {}

  /** Left for elsewhere. */
  record Gone(UUID id, boolean forgotten) implements Resident {}

  /** Was another entry of somebody who is on the register. */
  record Merged(UUID id, UUID into, boolean forgotten) implements Resident {}
}
