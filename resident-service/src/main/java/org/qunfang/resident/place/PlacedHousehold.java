package org.qunfang.resident.place;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/**
 * Where a household lies: in a place, and in what that stands in. Its version is that which the
 * household had when it came there, and stays while other things happen there.
 */
@Entity
@Table(name = "household_place")
@Since("placed")
class PlacedHousehold implements InCommunity {

  @Id
  @Column(name = "id")
  UUID household;

  @Column String community;
  @Column UUID place;
  @Column @Nullable UUID around;
  @Column Instant placed;
  @Column long version;

  /** For Hibernate. */
  PlacedHousehold() {}

  PlacedHousehold(RegisteredHousehold home, Instant placed) {
    this.household = home.id();
    this.community = home.community().code();
    this.placed = placed;
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
    return placed;
  }

  @Override
  public long version() {
    return version;
  }
}
