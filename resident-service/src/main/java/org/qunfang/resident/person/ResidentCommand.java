package org.qunfang.resident.person;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.Sex;

/** What can be asked of a resident. */
public sealed interface ResidentCommand {

  /** Put them on the register of a household. */
  record RegisterResident(
      UUID id, UUID household, Residency residency, boolean foreigner, AgeBand ageBand, Sex sex)
      implements ResidentCommand {}

  /** The register was wrong about them, or about what names them. */
  record CorrectResident(Residency residency, boolean foreigner, AgeBand ageBand, Sex sex)
      implements ResidentCommand {}

  /** They are going to a household of another community. */
  record MoveAway(Division to) implements ResidentCommand {}

  /** They live in another household now; {@code from} is another community, or null. */
  record MoveIn(UUID household, @Nullable Division from) implements ResidentCommand {}

  /** They left for elsewhere. */
  record Depart() implements ResidentCommand {}

  /** They died. */
  record Die() implements ResidentCommand {}

  /** They are another entry of that resident. */
  record MergeInto(UUID resident) implements ResidentCommand {}

  /** They look like that resident, and are somebody else. */
  record RuleOutDuplicate(UUID other) implements ResidentCommand {}

  /** The community looks after them in particular. */
  record NoteCare(Care care) implements ResidentCommand {}

  /** The reason to do so is gone. */
  record EndCare(Care care) implements ResidentCommand {}

  /** They say how they feel. */
  record ReportSymptoms(boolean fever, boolean dryCough) implements ResidentCommand {}

  /** They came back; {@code today} is the day on which that is told. */
  record RegisterReturn(
      Division origin,
      RiskLevel originRisk,
      LocalDate arrived,
      @Nullable LocalDate departed,
      @Nullable RiskLevel listedRisk,
      LocalDate today)
      implements ResidentCommand {

    /** As told without looking at the list of risk areas. */
    public RegisterReturn(
        Division origin, RiskLevel originRisk, LocalDate arrived, LocalDate today) {
      this(origin, originRisk, arrived, null, null, today);
    }
  }

  /**
   * Decide what follows for somebody who came back from a place that turned out worse.
   *
   * @param risk the level that it has by now
   */
  record ReviewReturn(Division origin, LocalDate arrived, RiskLevel risk)
      implements ResidentCommand {}

  /** Destroy what names them. */
  record Forget() implements ResidentCommand {}
}
