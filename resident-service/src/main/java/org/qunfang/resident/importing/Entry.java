package org.qunfang.resident.importing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.events.ResidentEvent.Tenure;

/** A row of a roster that can be right, for all that can be told from the row alone. */
record Entry(
    int row,
    Division community,
    @Nullable String compound,
    @Nullable String building,
    String door,
    Tenure tenure,
    Residency residency,
    String name,
    @Nullable String idNumber,
    @Nullable String passport,
    @Nullable String nationality,
    @Nullable String telephone,
    @Nullable LocalDate birthDate,
    @Nullable Sex sex) {

  /**
   * What the same person has again: the document or, without one, the name behind the door. For the
   * keyed hash only.
   */
  String person() {
    if (idNumber != null) {
      return "id-number:" + idNumber;
    }
    if (passport != null) {
      return "passport:" + nationality + ":" + passport;
    }
    return String.join(
        "\n",
        "name",
        community.code(),
        String.valueOf(compound),
        String.valueOf(building),
        door,
        name);
  }

  boolean hasDocument() {
    return idNumber != null || passport != null;
  }

  /** The column that the document stands in. */
  Column document() {
    return idNumber != null ? Column.ID_NUMBER : Column.PASSPORT;
  }

  @Override
  public String toString() {
    return "Entry of row " + row;
  }
}
