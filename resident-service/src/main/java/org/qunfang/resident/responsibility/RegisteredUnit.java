package org.qunfang.resident.responsibility;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A unit as it is listed; its name is in no event. */
@Entity
@Table(name = "unit")
@Since("registered")
class RegisteredUnit implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column String name;
  @Column boolean dissolved;
  @Column Instant registered;

  @Column(insertable = false, updatable = false)
  int groups;

  /** For Hibernate. */
  RegisteredUnit() {}

  RegisteredUnit(UUID id, String name, Told told, long version) {
    this.id = id;
    this.community = told.community().code();
    this.version = version;
    this.name = name;
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
