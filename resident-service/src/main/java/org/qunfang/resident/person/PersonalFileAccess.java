package org.qunfang.resident.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** Somebody read a personal file, or the door of a household. */
@Entity
@Immutable
@Table(name = "personal_file_access")
@Since("at")
class PersonalFileAccess implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column @Nullable UUID resident;
  @Column @Nullable UUID household;

  @Enumerated(EnumType.STRING)
  @Column
  Accesses.What what;

  @Column String actor;
  @Column Instant at;

  /** For Hibernate. */
  PersonalFileAccess() {}

  PersonalFileAccess(
      UUID id,
      Division community,
      @Nullable UUID resident,
      @Nullable UUID household,
      Accesses.What what,
      String actor,
      Instant at) {
    this.what = what;
    this.id = id;
    this.community = community.code();
    this.resident = resident;
    this.household = household;
    this.actor = actor;
    this.at = at;
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
    return at;
  }

  @Override
  public long version() {
    return 1;
  }
}
