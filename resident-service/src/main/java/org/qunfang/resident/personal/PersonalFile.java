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
  @Column String community;
  @Column byte @Nullable [] document;

  /** Null when it was sealed before anybody kept that. */
  @Column(name = "by_id_number")
  @Nullable Boolean byIdNumber;

  @Column(name = "roster_mark")
  @Nullable UUID mark;

  @Column(name = "name_key")
  @Nullable Long name;

  @Column(name = "birth_key")
  @Nullable Long birth;

  @Column(name = "telephone_key")
  @Nullable Long telephone;

  @Column byte[] content;

  /** For Hibernate. */
  PersonalFile() {}

  void replace(SealedFile file) {
    document = file.document() == null ? null : file.document().bytes();
    byIdNumber = file.byIdNumber();
    name = file.name();
    birth = file.birth();
    telephone = file.telephone();
    content = file.sealed().content();
  }
}
