package org.qunfang.checkpoint.healthcode;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;

/**
 * Read model: the code of everybody who ever had another than green. Gates look here at every
 * passage.
 */
@Entity
@Table(name = "health_code")
class KnownHealthCode {

  @Id UUID person;

  /**
   * Where the code counts. It stays the same until the code is green again, so that a change is
   * counted where the colour before it was.
   */
  @Column String community;

  @Column
  @Enumerated(EnumType.STRING)
  CodeColour colour;

  @Column
  @Enumerated(EnumType.STRING)
  CodeReason reason;

  @Column Instant since;

  /** For Hibernate. */
  KnownHealthCode() {}

  KnownHealthCode(UUID person) {
    this.person = person;
    this.colour = CodeColour.GREEN;
    this.reason = CodeReason.CLEARED;
  }
}
