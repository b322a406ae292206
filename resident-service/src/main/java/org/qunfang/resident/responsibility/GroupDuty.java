package org.qunfang.resident.responsibility;

import java.util.UUID;

/** Which unit answers for a group (单位包组). */
public sealed interface GroupDuty {

  /** None. */
  record Nobodys() implements GroupDuty {}

  /** This one. */
  record OfUnit(UUID group, UUID unit) implements GroupDuty {}
}
