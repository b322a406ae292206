package org.qunfang.resident.responsibility;

import java.util.UUID;

/** What can be asked of which unit answers for a group. */
public sealed interface GroupDutyCommand {

  /** From now on the unit does, whichever did before. */
  record AssignGroup(UUID group, UUID unit, boolean dissolved) implements GroupDutyCommand {}

  /** None does for now. */
  record ReleaseGroup() implements GroupDutyCommand {}
}
