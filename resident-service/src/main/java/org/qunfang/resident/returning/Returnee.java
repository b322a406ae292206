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
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.person.ResidentCommand.RegisterReturn;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Since;

/** Somebody who came back (返乡人员). */
@Entity
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

  /** The level that the list gives the origin now, where that is higher; null where it is not. */
  @Enumerated(EnumType.STRING)
  @Column(name = "listed_now")
  @Nullable RiskLevel listedNow;

  /** When somebody decided what follows from that. */
  @Column @Nullable Instant reviewed;

  @Column(name = "reviewed_by")
  @Nullable String reviewedBy;

  @Column @Nullable LocalDate departed;
  @Column LocalDate arrived;
  @Column Instant registered;
  @Column long version;

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
    this.version = 1;
    RiskLevel listed = command.listedRisk();
    if (listed != null && listed.compareTo(originRisk) > 0) {
      this.listedNow = listed;
    }
  }

  /** Somebody decided what follows. */
  void review(Report report) {
    reviewed = report.time();
    reviewedBy = report.actor();
    version++;
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
