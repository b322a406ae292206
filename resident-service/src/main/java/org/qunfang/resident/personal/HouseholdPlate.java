package org.qunfang.resident.personal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What stands on the plate of one household, sealed, and the keyed hash that it is found by. */
@Entity
@Table(name = "household_plate")
class HouseholdPlate {

  @Id UUID household;
  @Column UUID lookup;
  @Column byte[] key;
  @Column byte[] content;

  /** For Hibernate. */
  HouseholdPlate() {}

  HouseholdPlate(UUID lookup, PersonalVault.Sealed sealed) {
    this.household = sealed.subject();
    this.lookup = lookup;
    this.key = sealed.key();
    this.content = sealed.content();
  }

  PersonalVault.Sealed sealed() {
    return new PersonalVault.Sealed(household, key, content);
  }
}
