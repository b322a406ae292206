package org.qunfang.resident.notice;

import static java.lang.Boolean.FALSE;
import static java.lang.Boolean.TRUE;

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
import org.qunfang.events.ResidentEvent.NoticeAcknowledged;
import org.qunfang.events.ResidentEvent.NoticeChannel;
import org.qunfang.events.ResidentEvent.NoticeDelivered;
import org.qunfang.events.ResidentEvent.NoticeDeliveryEvent;
import org.qunfang.resident.notice.Delivery.Awaited;
import org.qunfang.resident.notice.Delivery.Delivered;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;
import org.qunfang.resident.register.Where;

/** Whether one household has a notice (签收). */
@Entity
@Table(name = "notice_receipt")
@Since("listed")
class NoticeReceipt implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column UUID notice;
  @Column UUID household;
  @Column Instant listed;
  @Column @Nullable Instant delivered;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable NoticeChannel channel;

  @Column @Nullable Instant acknowledged;

  /** For Hibernate. */
  NoticeReceipt() {}

  /**
   * Of a notice, those who have it or not, and have acknowledged it or not: from the first of such
   * standings to the last.
   */
  static Where of(UUID notice, @Nullable Boolean delivered, @Nullable Boolean acknowledged) {
    int first = TRUE.equals(acknowledged) ? 2 : TRUE.equals(delivered) ? 1 : 0;
    int last = FALSE.equals(delivered) ? 0 : FALSE.equals(acknowledged) ? 1 : 2;
    return Where.any()
        .is("notice", notice)
        .each(
            "receipt_standing(delivered, acknowledged)",
            "between %d and %d".formatted(first, last));
  }

  Delivery state() {
    return delivered == null ? new Awaited() : new Delivered(acknowledged != null);
  }

  void apply(NoticeDeliveryEvent event, Instant time) {
    version++;
    switch (event) {
      case NoticeDelivered given -> {
        delivered = time;
        channel = given.channel();
        acknowledged = given.acknowledged() ? time : null;
      }
      case NoticeAcknowledged said -> acknowledged = time;
    }
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
    return listed;
  }

  @Override
  public long version() {
    return version;
  }
}
