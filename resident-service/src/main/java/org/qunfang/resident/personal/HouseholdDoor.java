package org.qunfang.resident.personal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The sealed door of one household. */
@Entity
@Immutable
@Table(name = "household_door")
class HouseholdDoor {

  @Id UUID household;
  @Column byte[] key;
  @Column byte[] content;

  /** For Hibernate. */
  HouseholdDoor() {}

  PersonalVault.Sealed sealed() {
    return new PersonalVault.Sealed(household, key, content);
  }
}
