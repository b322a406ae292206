package org.qunfang.resident.cases;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.CaseClass;

/** What can be asked of a case. */
public sealed interface CaseCommand {

  /** Report it. */
  record ReportCase(UUID id, UUID resident, CaseClass caseClass) implements CaseCommand {}

  /** A suspected or asymptomatic case is confirmed. */
  record ConfirmCase() implements CaseCommand {}

  /** A suspected case is none. */
  record RuleOutCase() implements CaseCommand {}

  /** A confirmed or asymptomatic case is well again. */
  record RecoverCase() implements CaseCommand {}

  /** A confirmed case died. */
  record RecordDeath() implements CaseCommand {}
}
