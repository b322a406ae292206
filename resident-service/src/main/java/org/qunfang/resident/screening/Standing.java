package org.qunfang.resident.screening;

import org.qunfang.events.ResidentEvent.VisitOutcome;

/** How a household stands in a round. It only ever gets better: what is known stays known. */
enum Standing {
  /** Nobody has knocked. */
  TO_VISIT,
  /** Somebody knocked, and nobody was home. */
  NOBODY_HOME,
  /** Somebody knocked, and was not let in. */
  REFUSED,
  /** The round goes on without it, for a stated reason. */
  EXCUSED,
  /** The occupants are away, and it is known where. */
  ELSEWHERE,
  /** Screened; some of the occupants may be missing. */
  SCREENED;

  /** Whether nothing more needs to be done about the household as such. */
  boolean settled() {
    return switch (this) {
      case TO_VISIT, NOBODY_HOME, REFUSED -> false;
      case EXCUSED, ELSEWHERE, SCREENED -> true;
    };
  }

  /** How it stands after another visit. */
  Standing after(VisitOutcome visit) {
    Standing found =
        switch (visit) {
          case NOBODY_HOME -> NOBODY_HOME;
          case REFUSED -> REFUSED;
          case REACHED_ELSEWHERE -> ELSEWHERE;
          case SCREENED -> SCREENED;
        };
    return settled() && found.compareTo(this) < 0 ? this : found;
  }
}
