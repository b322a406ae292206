package org.qunfang.resident.division;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** How much of what an import changed the other services have been told. */
@Entity
@Table(name = "division_import")
class UntoldImport {

  @Id UUID id;
  @Column Instant imported;
  @Column String actor;
  @Column int added;
  @Column int renamed;
  @Column int abolished;
  @Column int told;

  /** For Hibernate. */
  UntoldImport() {}
}
