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

/** How a household stands in a round. */
@Entity
@Table(name = "screening_household")
@IdClass(ScreenedHousehold.Key.class)
class ScreenedHousehold {

  /** Which household in which round. */
  record Key(UUID round, UUID household) implements Serializable {}

  @Id UUID round;
  @Id UUID household;

  /** Present occupants when it joined the round. */
  @Column int people;

  @Enumerated(EnumType.STRING)
  @Column
  Standing standing;

  /** Occupants named as not met, and neither reached nor excused since. */
  @Column int missing;

  /** Occupants named as not met, and excused. */
  @Column int excused;

  /** People met. */
  @Column int screened;

  @Column int visits;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable Whereabouts whereabouts;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable ExcuseReason reason;

  /** For Hibernate. */
  ScreenedHousehold() {}

  Shift contributes() {
    return Shift.of(standing, people, missing, excused, screened);
  }
}
