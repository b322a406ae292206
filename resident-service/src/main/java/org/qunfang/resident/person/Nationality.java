package org.qunfang.resident.person;

import java.util.HashMap;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The country that issued a document (国籍), by ISO 3166-1 alpha-3; rosters also write alpha-2 or the
 * Chinese or English name.
 */
public final class Nationality {

  private static final Set<String> ALPHA3 = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3);
  private static final Map<String, String> BY_NAME = new HashMap<>();

  static {
    for (String alpha2 : Locale.getISOCountries()) {
      Locale country = Locale.of("", alpha2);
      String alpha3 = country.getISO3Country();
      BY_NAME.put(alpha2, alpha3);
      for (Locale language : Set.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
        BY_NAME.put(country.getDisplayCountry(language).toUpperCase(Locale.ROOT), alpha3);
      }
    }
  }

  private Nationality() {}

  /** True for a code of today's ISO 3166-1 alpha-3. */
  public static boolean exists(String alpha3) {
    return ALPHA3.contains(alpha3);
  }

  /** The alpha-3 code of a country however it is written, or empty when there is none. */
  public static Optional<String> of(String text) {
    String country = text.strip().toUpperCase(Locale.ROOT);
    return exists(country) ? Optional.of(country) : Optional.ofNullable(BY_NAME.get(country));
  }
}
