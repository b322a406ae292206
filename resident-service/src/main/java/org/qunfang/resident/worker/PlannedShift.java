package org.qunfang.resident.worker;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ShiftPlanned;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A shift (班次) as it is listed; its version is that of its worker's roster. */
@Entity
@Table(name = "shift")
@Since("planned")
class PlannedShift implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column UUID worker;
  @Column UUID post;

  @Column(name = "from_")
  Instant from;

  @Column(name = "until_")
  Instant until;

  @Column(name = "called_off")
  boolean calledOff;

  @Column Instant planned;

  /** For Hibernate. */
  PlannedShift() {}

  PlannedShift(ShiftPlanned event, Told told, long version) {
    this.id = event.shift();
    this.community = told.community().code();
    this.version = version;
    this.worker = event.worker();
    this.post = event.post();
    this.from = event.from();
    this.until = event.until();
    this.planned = told.time();
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
    return planned;
  }

  @Override
  public long version() {
    return version;
  }
}
