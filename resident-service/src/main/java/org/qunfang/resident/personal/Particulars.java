package org.qunfang.resident.personal;

import org.jspecify.annotations.Nullable;

/** What names a person. It never prints itself. */
public record Particulars(
    String name,
    @Nullable String idNumber,
    @Nullable String passport,
    @Nullable String nationality,
    @Nullable String telephone) {

  private static final int SHOWN = 4;

  /** As those may see it who have to know that it is the right person, and no more (脱敏). */
  public Particulars masked() {
    return new Particulars(
        name.substring(0, name.offsetByCodePoints(0, 1)) + "**",
        tail(idNumber),
        tail(passport),
        nationality,
        tail(telephone));
  }

  private static @Nullable String tail(@Nullable String number) {
    if (number == null) {
      return null;
    }
    int hidden = Math.max(number.length() - SHOWN, 0);
    return hidden < SHOWN ? "****" : "*".repeat(hidden) + number.substring(hidden);
  }

  /** By what the same person is recognised, or null without a document. */
  @Nullable String document() {
    if (idNumber != null) {
      return document(idNumber);
    }
    return passport == null ? null : document(String.valueOf(nationality), passport);
  }

  static String document(String idNumber) {
    return "id-number:" + idNumber;
  }

  static String document(String nationality, String passport) {
    return "passport:" + nationality + ":" + passport;
  }

  @Override
  public String toString() {
    return "Particulars[…]";
  }
}
