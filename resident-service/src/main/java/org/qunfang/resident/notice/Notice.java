package org.qunfang.resident.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.NoticeKind;
import org.qunfang.resident.register.Listed;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Since;

/** The text of a notice and whom it is for; it is in no event. */
@Entity
@Table(name = "notice")
@Since(value = "published", place = "division")
class Notice implements Listed {

  @Id UUID id;
  @Column String division;

  @Enumerated(EnumType.STRING)
  @Column
  NoticeKind kind;

  @Column String title;
  @Column String text;
  @Column String actor;
  @Column Instant published;
  @Column boolean withdrawn;

  @Column(name = "laid_out_by")
  int rounds;

  /**
   * When it is to be looked at next; null when every household that should have it is listed, or it
   * stands nowhere any more.
   */
  @Column(name = "lay_out_at")
  @Nullable Instant layOutAt;

  /** For Hibernate. */
  Notice() {}

  Notice(UUID id, Division division, NoticeKind kind, String title, String text, Report report) {
    this.id = id;
    this.division = division.code();
    this.kind = kind;
    this.title = title;
    this.text = text;
    this.actor = report.actor();
    this.published = report.time();
    this.layOutAt = report.time();
  }

  Division division() {
    return new Division(division);
  }

  @Override
  public UUID id() {
    return id;
  }

  /** For whom it is. */
  @Override
  public Division community() {
    return division();
  }

  @Override
  public Instant since() {
    return published;
  }
}
