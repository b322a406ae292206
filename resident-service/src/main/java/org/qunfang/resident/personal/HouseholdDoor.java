package org.qunfang.resident.personal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The sealed door of one household. */
@Entity
@Table(name = "household_door")
class HouseholdDoor {

  @Id UUID household;
  @Column byte[] key;
  @Column byte[] content;

  /** For Hibernate. */
  HouseholdDoor() {}

  HouseholdDoor(UUID household, PersonalVault.Sealed sealed) {
    this.household = household;
    this.key = sealed.key();
    this.content = sealed.content();
  }

  PersonalVault.Sealed sealed() {
    return new PersonalVault.Sealed(key, content);
  }
}
