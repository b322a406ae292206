package org.qunfang.resident.worker;

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
import org.qunfang.events.ResidentEvent.DutyPostOpened;
import org.qunfang.events.ResidentEvent.PostKind;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A post (岗位) where somebody has to be every day. */
@Entity
@Table(name = "duty_post")
@Since("opened")
class DutyPost implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;

  @Enumerated(EnumType.STRING)
  @Column
  PostKind kind;

  @Column @Nullable UUID place;

  @Column(name = "from_minute")
  int fromMinute;

  @Column(name = "until_minute")
  int untilMinute;

  @Column int workers;
  @Column boolean closed;
  @Column Instant opened;

  /** For Hibernate. */
  DutyPost() {}

  DutyPost(DutyPostOpened event, Told told, long version) {
    this.id = event.post();
    this.community = told.community().code();
    this.version = version;
    this.kind = event.kind();
    this.place = event.place();
    this.fromMinute = event.fromMinute();
    this.untilMinute = event.untilMinute();
    this.workers = event.workers();
    this.opened = told.time();
  }

  Gaps.Need need() {
    return new Gaps.Need(id, fromMinute, untilMinute, workers);
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
    return opened;
  }

  @Override
  public long version() {
    return version;
  }
}
