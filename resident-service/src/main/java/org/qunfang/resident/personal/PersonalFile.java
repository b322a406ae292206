package org.qunfang.resident.personal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sealed file of one person. */
@Entity
@Table(name = "personal_file")
class PersonalFile {

  @Id UUID resident;
  @Column byte @Nullable [] document;
  @Column byte[] key;
  @Column byte[] content;

  /** For Hibernate. */
  PersonalFile() {}

  PersonalFile(UUID resident, byte @Nullable [] document, PersonalVault.Sealed sealed) {
    this.resident = resident;
    this.document = document;
    this.key = sealed.key();
    this.content = sealed.content();
  }

  PersonalVault.Sealed sealed() {
    return new PersonalVault.Sealed(key, content);
  }
}
