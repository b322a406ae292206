package org.qunfang.resident.returning;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;

/** The risk level of one division as the list has it, period by period (中高风险地区). */
public sealed interface RiskArea {

  /** It never was on the list. */
  record Unlisted() implements RiskArea {}

  /** It is or was. */
  record Listed(Division division, Map<UUID, Period> periods) implements RiskArea {}

  /**
   * Days on which one level held.
   *
   * @param until the last of them; null when nobody has said
   */
  record Period(RiskLevel level, LocalDate from, @Nullable LocalDate until) {

    boolean holdsOn(LocalDate day) {
      return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }

    boolean meets(Period other) {
      return other.holdsOn(from) || holdsOn(other.from);
    }

    boolean endsBeforeItBegins() {
      return until != null && until.isBefore(from);
    }

    Period until(LocalDate last) {
      return new Period(level, from, last);
    }
  }
}
