package org.qunfang.checkpoint.compound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Read model: every compound that was ever closed, with how it is now. */
@Entity
@Table(name = "compound")
class RegisteredCompound {

  @Id UUID id;
  @Column String community;
  @Column @Nullable String name;

  @Column(name = "entrances_kept")
  int entrancesKept;

  @Column(name = "points_blocked")
  int pointsBlocked;

  @Column boolean closed;
  @Column Instant since;

  /** For Hibernate. */
  RegisteredCompound() {}

  RegisteredCompound(UUID id, String community) {
    this.id = id;
    this.community = community;
  }
}
