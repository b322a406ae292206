package org.qunfang.resident.screening;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.ExcuseReason;
import org.qunfang.events.ResidentEvent.Whereabouts;

/** Somebody who was not met when the household was screened, and what became of it. */
@Entity
@Table(name = "screening_missing")
@IdClass(MissingOccupant.Key.class)
class MissingOccupant {

  /** Who in which round. */
  record Key(UUID round, UUID resident) implements Serializable {}

  @Id UUID round;
  @Id UUID resident;
  @Column UUID household;

  /** Whether they are neither reached nor excused. */
  @Column boolean missing;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable Whereabouts whereabouts;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable ExcuseReason reason;

  /** For Hibernate. */
  MissingOccupant() {}

  MissingOccupant(UUID round, UUID resident, UUID household) {
    this.round = round;
    this.resident = resident;
    this.household = household;
    this.missing = true;
  }
}
