package org.qunfang.resident.worker;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AttendanceLogged;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A time on duty as it is listed; its version is that of its worker's attendance. */
@Entity
@Table(name = "attendance")
@Since("from_")
class LoggedAttendance implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column UUID worker;

  @Column(name = "from_")
  Instant from;

  @Column(name = "until_")
  Instant until;

  @Column boolean struck;

  /** For Hibernate. */
  LoggedAttendance() {}

  LoggedAttendance(AttendanceLogged event, Told told, long version) {
    this.id = event.attendance();
    this.community = told.community().code();
    this.version = version;
    this.worker = event.worker();
    this.from = event.from();
    this.until = event.until();
  }

  Span span() {
    return new Span(from, until);
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
    return from;
  }

  @Override
  public long version() {
    return version;
  }
}
