package org.qunfang.resident.returning;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.person.ResidentCommand.RegisterReturn;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** Somebody who came back (返乡人员). */
@Entity
@Immutable
@Table(name = "returnee")
@Since("registered")
class Returnee implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column UUID resident;
  @Column String origin;

  @Enumerated(EnumType.STRING)
  @Column(name = "origin_risk")
  RiskLevel originRisk;

  @Enumerated(EnumType.STRING)
  @Column(name = "listed_risk")
  @Nullable RiskLevel listedRisk;

  @Column @Nullable LocalDate departed;
  @Column LocalDate arrived;
  @Column Instant registered;

  /** For Hibernate. */
  Returnee() {}

  Returnee(UUID id, UUID resident, RegisterReturn command, Told told) {
    this.id = id;
    this.community = told.community().code();
    this.resident = resident;
    this.origin = command.origin().code();
    this.originRisk = command.originRisk();
    this.listedRisk = command.listedRisk();
    this.departed = command.departed();
    this.arrived = command.arrived();
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
    return 1;
  }
}
