package org.qunfang.resident.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.NoticeKind;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** How far a notice has come in one community; its version is that of the notice there. */
@Entity
@Table(name = "notice_coverage")
@Since("published")
class NoticeCoverage implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column UUID notice;

  @Enumerated(EnumType.STRING)
  @Column
  NoticeKind kind;

  @Column boolean withdrawn;
  @Column Instant published;

  @Column(insertable = false, updatable = false)
  int households;

  @Column(insertable = false, updatable = false)
  int delivered;

  @Column(insertable = false, updatable = false)
  int acknowledged;

  /** For Hibernate. */
  NoticeCoverage() {}

  NoticeCoverage(Notice notice, Division community) {
    this.id = idOf(notice.id, community);
    this.community = community.code();
    this.version = 1;
    this.notice = notice.id;
    this.kind = notice.kind;
    this.published = notice.published;
  }

  /** A notice is one thing in each community. */
  static UUID idOf(UUID notice, Division community) {
    return EventIds.named("notice", notice.toString(), community.code());
  }

  NoticeInCommunity state() {
    return withdrawn
        ? new NoticeInCommunity.Withdrawn()
        : new NoticeInCommunity.Published(notice, kind);
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
    return published;
  }

  @Override
  public long version() {
    return version;
  }
}
