package org.qunfang.resident.responsibility;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A village group and which unit answers for it. */
@Entity
@Table(name = "group_duty")
@Since("registered")
class AssignedGroup implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column @Nullable UUID unit;
  @Column boolean closed;
  @Column Instant registered;

  /** For Hibernate. */
  AssignedGroup() {}

  AssignedGroup(UUID id, Told told) {
    this.id = id;
    this.community = told.community().code();
    this.registered = told.time();
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public Division community() {
    return new Division(community);
  }

  @Override
  public Instant since() {
    return registered;
  }

  @Override
  public long version() {
    return version;
  }
}
