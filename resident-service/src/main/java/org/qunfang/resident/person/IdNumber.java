package org.qunfang.resident.person;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Sex;

/**
 * A citizen identification number (公民身份号码) by GB 11643: six digits of the place of first
 * registration, the date of birth, a sequence whose last digit tells the sex, and a check digit
 * (ISO 7064, MOD 11-2). The permanent residence card of foreigners (外国人永久居留身份证) has the same form
 * and begins with 9.
 *
 * <p>It never prints its digits.
 */
public final class IdNumber {

  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{16}[0-9X]");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";

  /** Nobody who lives was born before. */
  static final LocalDate EARLIEST_BIRTH = LocalDate.of(1880, 1, 1);

  private final String digits;
  private final LocalDate born;

  private IdNumber(String digits, LocalDate born) {
    this.digits = digits;
    this.born = born;
  }

  /** The number, or empty when its form, its date of birth or its check digit is wrong. */
  public static Optional<IdNumber> parse(String text) {
    String digits = text.strip().toUpperCase(Locale.ROOT);
    if (!FORM.matcher(digits).matches() || digits.charAt(17) != checkDigit(digits)) {
      return Optional.empty();
    }
    try {
      LocalDate born =
          LocalDate.of(
              Integer.parseInt(digits.substring(6, 10)),
              Integer.parseInt(digits.substring(10, 12)),
              Integer.parseInt(digits.substring(12, 14)));
      return born.isBefore(EARLIEST_BIRTH)
          ? Optional.empty()
          : Optional.of(new IdNumber(digits, born));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static char checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK_DIGITS.charAt(sum % 11);
  }

  /** The 18 digits, for the sealed file and its lookup only. */
  String digits() {
    return digits;
  }

  /** True when the holder was born by that day. */
  boolean bornBy(LocalDate day) {
    return !born.isAfter(day);
  }

  Sex sex() {
    return (digits.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
  }

  LocalDate born() {
    return born;
  }

  AgeBand ageBand(LocalDate on) {
    return ageBand(born, on);
  }

  /** The band of somebody born that day. */
  static AgeBand ageBand(LocalDate born, LocalDate on) {
    int years = Period.between(born, on).getYears();
    if (years < 3) {
      return AgeBand.UNDER_3;
    }
    if (years < 18) {
      return AgeBand.FROM_3_TO_17;
    }
    if (years < 60) {
      return AgeBand.FROM_18_TO_59;
    }
    return years < 80 ? AgeBand.FROM_60_TO_79 : AgeBand.FROM_80;
  }

  boolean ofForeigner() {
    return digits.charAt(0) == '9';
  }

  @Override
  public String toString() {
    return "IdNumber[…]";
  }
}
