package org.qunfang.resident.responsibility;

import java.util.UUID;

/** What can be asked of a unit. */
public sealed interface UnitCommand {

  /** The unit was sent to the community. */
  record RegisterUnit(UUID id) implements UnitCommand {}

  /** It answers for nobody any more; {@code groups} is for how many it still does. */
  record DissolveUnit(int groups) implements UnitCommand {}
}
