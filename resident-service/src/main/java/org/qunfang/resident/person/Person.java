package org.qunfang.resident.person;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Sex;

/**
 * A person as somebody tells of them: with the ID number, or a passport and its country (ISO 3166
 * alpha-3), or for now without a document. Date of birth and sex are told where no ID number tells
 * them. It never prints itself.
 */
public record Person(
    @Nullable UUID id,
    @NotNull Residency residency,
    @NotBlank @Size(max = 100) String name,
    @Nullable @Size(max = 18) String idNumber,
    @Nullable @Pattern(regexp = "[A-Za-z0-9]{5,20}") String passport,
    @Nullable @Pattern(regexp = "[A-Z]{3}") String nationality,
    @Nullable @Pattern(regexp = "[0-9+() -]{5,20}") String telephone,
    @Nullable LocalDate birthDate,
    @Nullable Sex sex,
    @Nullable Instant time) {

  @Override
  public String toString() {
    return "Person[…]";
  }

  /** All of it, for the fingerprint of a request and for nothing else. */
  public String content() {
    return String.join(
        "\n",
        List.of(
            String.valueOf(id),
            residency.name(),
            name,
            String.valueOf(idNumber),
            String.valueOf(passport),
            String.valueOf(nationality),
            String.valueOf(telephone),
            String.valueOf(birthDate),
            String.valueOf(sex),
            String.valueOf(time)));
  }
}
