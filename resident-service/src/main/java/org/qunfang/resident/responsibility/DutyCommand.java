package org.qunfang.resident.responsibility;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.WorkerKind;

/** What can be asked of who answers for a household. */
public sealed interface DutyCommand {

  /** From now on the candidate answers for the household, whoever did before. */
  record Assign(UUID household, Candidate candidate) implements DutyCommand {}

  /** Nobody does for now. */
  record Release() implements DutyCommand {}

  /** Somebody who is to answer for a household. */
  record Candidate(UUID worker, WorkerKind kind, boolean onDuty) {}
}
