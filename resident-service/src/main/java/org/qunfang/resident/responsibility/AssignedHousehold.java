package org.qunfang.resident.responsibility;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ContactChannel;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;
import org.qunfang.resident.responsibility.Duty.Nobodys;
import org.qunfang.resident.responsibility.Duty.OfCadre;

/**
 * A household, who answers for it, and on which days it was contacted; its version is that of who
 * answers for it.
 */
@Entity
@Table(name = "household_duty")
@Since("registered")
public class AssignedHousehold implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column @Nullable String compound;
  @Column @Nullable String building;

  @Column(insertable = false, updatable = false)
  @Nullable UUID place;

  @Column(insertable = false, updatable = false)
  @Nullable UUID around;

  @Column @Nullable UUID cadre;
  @Column boolean closed;
  @Column Instant changed;
  @Column Instant registered;

  @Column(insertable = false, updatable = false)
  @Nullable LocalDate contacted;

  @Column(name = "contacted_by", insertable = false, updatable = false)
  @Nullable UUID contactedBy;

  @Enumerated(EnumType.STRING)
  @Column(insertable = false, updatable = false)
  @Nullable ContactChannel channel;

  /** For Hibernate. */
  AssignedHousehold() {}

  Duty duty() {
    return cadre == null ? new Nobodys() : new OfCadre(id, cadre);
  }

  void follow(Duty state, int events, Instant time) {
    cadre =
        switch (state) {
          case Nobodys() -> null;
          case OfCadre(UUID household, UUID who) -> who;
        };
    version += events;
    changed = time;
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
