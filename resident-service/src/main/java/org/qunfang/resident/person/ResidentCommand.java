package org.qunfang.resident.person;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.Sex;

/** What can be asked of a resident. */
public sealed interface ResidentCommand {

  /** Put them on the register of a household. */
  record RegisterResident(
      UUID id, UUID household, Residency residency, boolean foreigner, AgeBand ageBand, Sex sex)
      implements ResidentCommand {}

  /** They left for elsewhere. */
  record Depart() implements ResidentCommand {}

  /** They say how they feel. */
  record ReportSymptoms(boolean fever, boolean dryCough) implements ResidentCommand {}

  /** They came back; {@code today} is the day on which that is told. */
  record RegisterReturn(Division origin, RiskLevel originRisk, LocalDate arrived, LocalDate today)
      implements ResidentCommand {}

  /** Destroy what names them. */
  record Forget() implements ResidentCommand {}
}
