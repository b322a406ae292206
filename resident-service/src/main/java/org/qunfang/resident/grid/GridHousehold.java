package org.qunfang.resident.grid;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** Which grid a household is in. */
@Entity
@Table(name = "grid_household")
@Since("joined")
class GridHousehold implements InCommunity {

  @Id
  @Column(name = "id")
  UUID household;

  @Column String community;
  @Column UUID grid;
  @Column Instant joined;
  @Column long version;

  /** For Hibernate. */
  GridHousehold() {}

  GridHousehold(UUID household, DefinedGrid grid, Instant joined) {
    this.household = household;
    this.community = grid.community;
    this.grid = grid.id;
    this.joined = joined;
    this.version = grid.version;
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
    return joined;
  }

  @Override
  public long version() {
    return version;
  }
}
