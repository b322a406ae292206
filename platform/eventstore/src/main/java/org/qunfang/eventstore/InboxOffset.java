package org.qunfang.eventstore;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Where this service goes on reading a partition. */
@Entity
@Table(name = "inbox_offset")
class InboxOffset {

  @EmbeddedId Key key;

  @Column(name = "next_")
  long next;

  /** For Hibernate. */
  InboxOffset() {}

  InboxOffset(Key key) {
    this.key = key;
  }

  /** A partition of a topic. */
  @Embeddable
  record Key(String topic, int partition) implements Serializable {}
}
