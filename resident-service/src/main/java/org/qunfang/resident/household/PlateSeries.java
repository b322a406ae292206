package org.qunfang.resident.household;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.qunfang.events.ResidentEvent.PlateCategory;

/**
 * The last number that a community gave out in a category. Whoever changes it collides with whoever
 * else does, and a number of what was not stored is given out again: no gap, no duplicate.
 */
@Entity
@Table(name = "door_plate_series")
@IdClass(PlateSeries.Key.class)
class PlateSeries {

  /** Which series. */
  record Key(String community, PlateCategory category) implements Serializable {}

  @Id String community;

  @Id
  @Enumerated(EnumType.STRING)
  PlateCategory category;

  @Column(name = "last_number")
  int last;

  /** For Hibernate. */
  PlateSeries() {}

  PlateSeries(Key key) {
    this.community = key.community();
    this.category = key.category();
  }
}
