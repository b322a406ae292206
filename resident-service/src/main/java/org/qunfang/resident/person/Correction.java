package org.qunfang.resident.person;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.resident.personal.Particulars;

/**
 * What the register got wrong about a person; what is null was right. It never prints itself.
 *
 * @param remove what was written down and is not so, with nothing in its place
 */
public record Correction(
    @Nullable Residency residency,
    @Nullable @Size(max = 100) @Pattern(regexp = ".*\\S.*") String name,
    @Nullable @Size(max = 18) String idNumber,
    @Nullable @Pattern(regexp = "[A-Za-z0-9]{5,20}") String passport,
    @Nullable @Pattern(regexp = "[A-Z]{3}") String nationality,
    @Nullable @Pattern(regexp = "[0-9+() -]{5,20}") String telephone,
    @Nullable LocalDate birthDate,
    @Nullable Sex sex,
    @Nullable @Size(max = 5) Set<@NotNull Part> remove,
    @Nullable Instant time) {

  /** What a correction can take out of a file. */
  public enum Part {
    ID_NUMBER,
    PASSPORT,
    NATIONALITY,
    TELEPHONE,
    BIRTH_DATE
  }

  /** Whether it says of anything that it was wrong. */
  boolean saysSomething() {
    return (remove != null && !remove.isEmpty())
        || Stream.of(residency, name, idNumber, passport, nationality, telephone, birthDate, sex)
            .anyMatch(Objects::nonNull);
  }

  /** What a person's own other entry knows and this one does not. */
  static Correction from(Particulars other, Particulars own) {
    // Of a passport and an ID number the ID number stays, as in any correction: nobody gets
    // another.
    String number = own.idNumber() == null ? other.idNumber() : null;
    boolean hasDocument = own.idNumber() != null || own.passport() != null || number != null;
    return new Correction(
        null,
        null,
        number,
        hasDocument ? null : other.passport(),
        own.nationality() == null ? other.nationality() : null,
        own.telephone() == null ? other.telephone() : null,
        own.birthDate() == null && own.idNumber() == null && other.idNumber() == null
            ? other.birthDate()
            : null,
        null,
        null,
        null);
  }

  /** The person as they are when this is corrected. */
  Person of(Particulars before, RegisteredResident row) {
    // A new document of the other kind takes the place of the old one, and an ID number tells more.
    boolean numbered = idNumber != null || passport == null && before.idNumber() != null;
    String number =
        corrected(Part.ID_NUMBER, idNumber, passport == null ? before.idNumber() : null);
    return new Person(
        null,
        residency == null ? row.residency : residency,
        name == null ? before.name() : name,
        number,
        corrected(Part.PASSPORT, passport, idNumber == null ? before.passport() : null),
        corrected(Part.NATIONALITY, nationality, before.nationality()),
        corrected(Part.TELEPHONE, telephone, before.telephone()),
        corrected(Part.BIRTH_DATE, birthDate, numbered ? null : before.birthDate()),
        sex == null ? (numbered ? null : row.sex) : sex,
        null);
  }

  private <T> @Nullable T corrected(Part part, @Nullable T now, @Nullable T before) {
    if (remove != null && remove.contains(part)) {
      return null;
    }
    return now == null ? before : now;
  }

  @Override
  public String toString() {
    return "Correction[…]";
  }

  /** All of it, for the fingerprint of a request and for nothing else. */
  String content() {
    return String.join(
        "\n",
        List.of(
            String.valueOf(residency),
            String.valueOf(name),
            String.valueOf(idNumber),
            String.valueOf(passport),
            String.valueOf(nationality),
            String.valueOf(telephone),
            String.valueOf(birthDate),
            String.valueOf(sex),
            remove == null ? "" : remove.stream().sorted().toList().toString(),
            String.valueOf(time)));
  }
}
