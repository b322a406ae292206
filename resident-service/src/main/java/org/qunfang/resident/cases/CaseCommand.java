package org.qunfang.resident.cases;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.resident.cases.Case.Source;

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

  /** The day on which the case fell ill, or a correction; {@code today} is when that is told. */
  record NoteOnset(LocalDate onset, LocalDate today) implements CaseCommand {}

  /**
   * Where the case was infected, or a correction.
   *
   * @param ruledOut whether the case that is said to have infected this one was none
   * @param descends whether that one was infected by this one, over however many others
   */
  record FindSource(Source source, boolean ruledOut, boolean descends) implements CaseCommand {

    /** From no other case. */
    public FindSource(Source source) {
      this(source, false, false);
    }
  }
}
