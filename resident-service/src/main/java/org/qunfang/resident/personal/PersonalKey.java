package org.qunfang.resident.personal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The key of one person's file, itself sealed under the master key. */
@Entity
@Table(name = "personal_key")
class PersonalKey {

  @Id UUID resident;
  @Column byte[] key;

  /** For Hibernate. */
  PersonalKey() {}
}
