package org.qunfang.resident.household;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.PlateCategory;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/**
 * The plate (门牌) of a household, without what stands on it; its version is that which the household
 * had when it got it, and stays while other things happen there.
 */
@Entity
@Table(name = "door_plate")
@Since("assigned")
class DoorPlate implements InCommunity {

  @Id
  @Column(name = "id")
  UUID household;

  @Column String community;

  @Enumerated(EnumType.STRING)
  @Column
  PlateCategory category;

  @Column int number;
  @Column Instant assigned;
  @Column long version;

  /** For Hibernate. */
  DoorPlate() {}

  DoorPlate(RegisteredHousehold of, Instant assigned) {
    this.household = of.id;
    this.community = of.community;
    this.assigned = assigned;
  }

  @Override
  public UUID id() {
    return household;
  }

  @Override
  public Division community() {
    return new Division(community);
  }

  @Override
  public Instant since() {
    return assigned;
  }

  @Override
  public long version() {
    return version;
  }
}
