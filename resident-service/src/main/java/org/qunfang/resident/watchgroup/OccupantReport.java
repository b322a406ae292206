package org.qunfang.resident.watchgroup;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.ChangeSettlement;
import org.qunfang.events.ResidentEvent.OccupantChange;

/** A report that the occupants of a household changed. */
public sealed interface OccupantReport {

  /** Nobody has told it. */
  record Untold() implements OccupantReport {}

  /** Somebody has to see to it. */
  record Open(UUID id, UUID group, UUID household, OccupantChange change)
      implements OccupantReport {}

  /** Somebody saw to it. */
  record Settled(UUID id, ChangeSettlement settlement) implements OccupantReport {}
}
