package org.qunfang.resident.screening;

import java.util.Set;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.ExcuseReason;

/** What can be asked of a round of screening. */
public sealed interface ScreeningCommand {

  /** Begin it, with so many households and people on the register. */
  record OpenRound(UUID id, int number, int households, int people) implements ScreeningCommand {}

  /** Go on without them. */
  record Excuse(Set<UUID> households, Set<UUID> residents, ExcuseReason reason)
      implements ScreeningCommand {}

  /**
   * End it.
   *
   * @param households all that were in it
   * @param people all that were in it
   * @param householdsOpen households neither accounted for nor excused
   * @param peopleMissing occupants of other households neither reached nor excused
   * @param missed people who are excused
   */
  record CloseRound(int households, int people, int householdsOpen, int peopleMissing, int missed)
      implements ScreeningCommand {}
}
