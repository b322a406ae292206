package org.qunfang.resident.worker;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.WorkerKind;

/** What can be asked of somebody who works for the community. */
public sealed interface WorkerCommand {

  /** Begin. */
  record Enlist(UUID id, WorkerKind kind, boolean partyMember) implements WorkerCommand {}

  /** Stop. */
  record StandDown() implements WorkerCommand {}
}
