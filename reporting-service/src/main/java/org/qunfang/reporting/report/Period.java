package org.qunfang.reporting.report;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.qunfang.security.Problem;

/** The days that are asked about, both included. */
record Period(LocalDate from, LocalDate to) {

  /** The longest that is answered at once. */
  private static final int MOST_DAYS = 400;

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9998, 12, 31);

  /**
   * One day, or a range; today when nothing is said.
   *
   * @throws Problem 400 for a day and a range at once, 422 for a range that ends before it begins,
   *     that is too long, or that lies in no calendar
   */
  static Period of(
      @Nullable LocalDate day, @Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
    if (day != null && (from != null || to != null)) {
      throw Problem.badRequest("DAY_AND_RANGE", "Ask for a day, or for a range, not for both.");
    }
    if (day == null && (from == null) != (to == null)) {
      throw Problem.badRequest("HALF_A_RANGE", "A range needs both from and to.");
    }
    LocalDate single = day == null ? today : day;
    return checked(from == null ? single : from, to == null ? single : to);
  }

  private static Period checked(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      throw Problem.unprocessable("RANGE_BACKWARDS", "The range ends before it begins.");
    }
    if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
      throw Problem.unprocessable("DAY_OUT_OF_CALENDAR", "Days lie between 1900 and 9998.");
    }
    if (from.plusDays(MOST_DAYS).isBefore(to)) {
      throw Problem.unprocessable("RANGE_TOO_LONG", "A range has at most 400 days.");
    }
    return new Period(from, to);
  }

  int firstMonth() {
    return month(from);
  }

  int lastMonth() {
    return month(to);
  }

  /** A month as the ledger writes it. */
  static int month(LocalDate day) {
    return day.getYear() * 100 + day.getMonthValue();
  }

  /** The first day of this period in a month of the ledger. */
  int firstDayIn(int month) {
    return month == firstMonth() ? from.getDayOfMonth() : 1;
  }

  /** The last day of this period in a month of the ledger. */
  int lastDayIn(int month) {
    return month == lastMonth()
        ? to.getDayOfMonth()
        : YearMonth.of(month / 100, month % 100).lengthOfMonth();
  }
}
