package org.qunfang.isolation.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qunfang.events.BodyTemperature;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.Rejection;

/**
 * When isolated people are checked and what a check must obey (field report I3: temperature and
 * symptoms, twice a day, a missed check is flagged the same day).
 */
final class CheckRules {

  /** When a morning's check counts as missed. */
  static final LocalTime MORNING_OVER = LocalTime.of(12, 0);

  /** When an evening's check counts as missed: still the same day (日清日结). */
  static final LocalTime EVENING_OVER = LocalTime.of(22, 0);

  /** Who is looked after by guardians twice a day; a hospital has its own rounds. */
  static final Set<IsolationKind> CHECKED =
      Set.of(IsolationKind.HOME, IsolationKind.CENTRAL, IsolationKind.MEDICAL_OBSERVATION);

  private static final LocalTime MORNING_ROUND = LocalTime.of(8, 0);
  private static final LocalTime EVENING_ROUND = LocalTime.of(18, 0);

  private CheckRules() {}

  /** Why a check was refused. */
  enum CheckRejection implements Rejection {
    NO_SUCH_ORDER(Kind.NOT_FOUND, "There is no such isolation order."),
    SLOT_TAKEN(Kind.CONFLICT, "Another check of this order, day and slot was made before."),
    NOT_ISOLATED_THEN(Kind.CONFLICT, "The person was not isolated by this order on that day."),
    TEMPERATURE_OUT_OF_RANGE(Kind.INVALID, "A body temperature is between 30.0 and 45.0 °C."),
    DAY_MISMATCH(Kind.INVALID, "The check was made on another day than it says."),
    ANOTHER_PERSON(Kind.INVALID, "The order is about another person."),
    ANOTHER_COMMUNITY(Kind.INVALID, "The order counts in another community."),
    TOO_OLD(Kind.INVALID, "Checks of that day are not kept any more.");

    private final Kind kind;
    private final String detail;

    CheckRejection(Kind kind, String detail) {
      this.kind = kind;
      this.detail = detail;
    }

    @Override
    public Kind kind() {
      return kind;
    }

    @Override
    public String detail() {
      return detail;
    }
  }

  /** Why a check cannot be what it says, on the day it was made; empty when it can. */
  static Optional<CheckRejection> refused(HealthChecked check, LocalDate made) {
    if (!BodyTemperature.isPossible(check.temperature())) {
      return Optional.of(CheckRejection.TEMPERATURE_OUT_OF_RANGE);
    }
    return check.day().equals(made) ? Optional.empty() : Optional.of(CheckRejection.DAY_MISMATCH);
  }

  /**
   * When a check of a day was made if nobody says: now, or at the usual round when it is written
   * down another day.
   */
  static Instant usualTime(LocalDate day, CheckSlot slot, Instant now, ZoneId zone) {
    if (day.equals(LocalDate.ofInstant(now, zone))) {
      return now;
    }
    return switch (slot) {
      case MORNING -> day.atTime(MORNING_ROUND).atZone(zone).toInstant();
      case EVENING -> day.atTime(EVENING_ROUND).atZone(zone).toInstant();
    };
  }

  /** When a check of a slot that nobody has made counts as missed. */
  static Instant missedAt(LocalDate day, CheckSlot slot, ZoneId zone) {
    return switch (slot) {
      case MORNING -> day.atTime(MORNING_OVER).atZone(zone).toInstant();
      case EVENING -> day.atTime(EVENING_OVER).atZone(zone).toInstant();
    };
  }

  /** The slots of a day that are over. */
  static List<CheckSlot> over(LocalDate day, Instant asOf, ZoneId zone) {
    return Arrays.stream(CheckSlot.values())
        .filter(slot -> !asOf.isBefore(missedAt(day, slot, zone)))
        .toList();
  }
}
