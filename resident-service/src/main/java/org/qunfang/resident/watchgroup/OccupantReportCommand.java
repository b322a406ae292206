package org.qunfang.resident.watchgroup;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.ChangeSettlement;
import org.qunfang.events.ResidentEvent.OccupantChange;

/** What can be asked of a report of changed occupants. */
public sealed interface OccupantReportCommand {

  /** Tell it. */
  record ReportChange(UUID id, UUID group, UUID household, OccupantChange change, int people)
      implements OccupantReportCommand {}

  /** Say what was done about it. */
  record SettleChange(ChangeSettlement settlement) implements OccupantReportCommand {}
}
