package org.qunfang.resident.division;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.qunfang.events.Division;

/**
 * A division by its code as a number; twelve digits fit, and 665,271 of them are a fifth as long.
 */
@Entity
@Immutable
@Table(name = "division")
class OfficialDivision {

  @Id long code;
  @Column long parent;
  @Column short level;
  @Column String name;
  @Column boolean abolished;

  /** For Hibernate. */
  OfficialDivision() {}

  static long number(Division division) {
    return Long.parseLong(division.code());
  }

  static Division of(long number) {
    return new Division("%012d".formatted(number));
  }
}
