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
import org.qunfang.events.ResidentEvent.RiskAreaDeclared;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** Days on which a division is listed with one risk level. */
@Entity
@Table(name = "risk_period")
@Since(value = "declared", place = "division")
class RiskPeriod implements InCommunity {

  @Id UUID id;
  @Column String division;

  /** How far down the divisions it stands; the lowest that is listed decides. */
  @Column int depth;

  @Enumerated(EnumType.STRING)
  @Column
  RiskLevel level;

  @Column(name = "from_day")
  LocalDate fromDay;

  @Column(name = "until_day")
  @Nullable LocalDate untilDay;

  @Column Instant declared;
  @Column long version;

  /** For Hibernate. */
  RiskPeriod() {}

  RiskPeriod(RiskAreaDeclared event, Instant declared, long version) {
    this.id = event.period();
    this.division = event.division().code();
    this.depth = event.division().level().ordinal();
    this.level = event.level();
    this.fromDay = event.from();
    this.untilDay = event.until();
    this.declared = declared;
    this.version = version;
  }

  @Override
  public UUID id() {
    return id;
  }

  /** The division that is listed: all that happens to its level counts there. */
  @Override
  public Division community() {
    return new Division(division);
  }

  @Override
  public Instant since() {
    return declared;
  }

  @Override
  public long version() {
    return version;
  }
}
