package org.qunfang.resident.person;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.security.Problem;

/** Who somebody is, in the two parts that are kept apart: what names them, and what counts them. */
record Identity(Particulars particulars, boolean foreigner, AgeBand ageBand, Sex sex) {

  /** Whose passport does not make a foreigner (ISO 3166 alpha-3). */
  private static final Set<String> CHINESE = Set.of("CHN", "HKG", "MAC", "TWN");

  /**
   * What a person told, on that day.
   *
   * @throws Problem 422 for a document, a country or a date of birth that cannot be
   */
  static Identity of(Person person, LocalDate day) {
    String number = person.idNumber();
    String country = person.nationality();
    if (country != null && !Nationality.exists(country)) {
      throw StoreProblems.of(ResidentRejection.NATIONALITY_UNKNOWN);
    }
    return number == null ? byPassport(person, day) : byIdNumber(person, number, day);
  }

  private static Identity byIdNumber(Person person, String number, LocalDate day) {
    if (person.passport() != null) {
      throw StoreProblems.of(ResidentRejection.DOCUMENT_AMBIGUOUS);
    }
    IdNumber document =
        IdNumber.parse(number)
            .filter(each -> each.bornBy(day))
            .orElseThrow(() -> StoreProblems.of(ResidentRejection.ID_NUMBER_INVALID));
    LocalDate born = person.birthDate();
    if (born != null && !born.equals(document.born())
        || person.sex() != null && person.sex() != Sex.UNKNOWN && person.sex() != document.sex()) {
      throw StoreProblems.of(ResidentRejection.ID_NUMBER_SAYS_OTHERWISE);
    }
    return new Identity(
        new Particulars(
            person.name(), document.digits(), null, person.nationality(), person.telephone(), null),
        document.ofForeigner(),
        document.ageBand(day),
        document.sex());
  }

  private static Identity byPassport(Person person, LocalDate day) {
    String passport = person.passport();
    String country = person.nationality();
    if (passport != null && country == null) {
      throw StoreProblems.of(ResidentRejection.NATIONALITY_MISSING);
    }
    LocalDate born = person.birthDate();
    if (born != null && (born.isAfter(day) || born.isBefore(IdNumber.EARLIEST_BIRTH))) {
      throw StoreProblems.of(ResidentRejection.BIRTH_DATE_INVALID);
    }
    return new Identity(
        new Particulars(
            person.name(),
            null,
            passport == null ? null : passport.toUpperCase(Locale.ROOT),
            country,
            person.telephone(),
            born),
        country != null && !CHINESE.contains(country),
        born == null ? AgeBand.UNKNOWN : IdNumber.ageBand(born, day),
        person.sex() == null ? Sex.UNKNOWN : person.sex());
  }
}
