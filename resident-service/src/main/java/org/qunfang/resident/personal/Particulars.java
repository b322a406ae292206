package org.qunfang.resident.personal;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What names a person. It never prints itself. */
public record Particulars(
    String name,
    @Nullable String idNumber,
    @Nullable String passport,
    @Nullable String nationality,
    @Nullable String telephone,
    @Nullable LocalDate birthDate) {

  private static final int SHOWN = 4;

  /** As those may see it who have to know that it is the right person, and no more (脱敏). */
  public Particulars masked() {
    return new Particulars(
        name.substring(0, name.offsetByCodePoints(0, 1)) + "**",
        tail(idNumber),
        tail(passport),
        nationality,
        tail(telephone),
        null);
  }

  private static @Nullable String tail(@Nullable String number) {
    if (number == null) {
      return null;
    }
    int hidden = Math.max(number.length() - SHOWN, 0);
    return hidden < SHOWN ? "****" : "*".repeat(hidden) + number.substring(hidden);
  }

  /** The date of birth, as the ID number tells it or somebody said; null when nobody knows. */
  @Nullable LocalDate born() {
    return idNumber == null
        ? birthDate
        : LocalDate.parse(idNumber.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** The name as it is compared: however wide its letters were typed, and with whatever spaces. */
  static String comparable(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\\s·•.]+", "")
        .toUpperCase(Locale.ROOT);
  }

  /** The telephone as it is compared: its digits, without the country's. */
  static String dialled(String telephone) {
    return telephone.replaceAll("[^0-9]", "").replaceFirst("^(00)?86(?=1[0-9]{10}$)", "");
  }

  /** By what the same person is recognised, or null without a document. */
  public @Nullable Document document() {
    if (idNumber != null) {
      return Document.idNumber(idNumber);
    }
    return passport == null ? null : Document.passport(String.valueOf(nationality), passport);
  }

  @Override
  public String toString() {
    return "Particulars[…]";
  }
}
