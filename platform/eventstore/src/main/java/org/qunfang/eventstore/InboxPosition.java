package org.qunfang.eventstore;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** The last event applied from a shard of a log. */
@Entity
@Table(name = "inbox")
class InboxPosition {

  @EmbeddedId Key key;
  @Column int epoch;
  @Column long sequence;

  /** For Hibernate. */
  InboxPosition() {}

  InboxPosition(Key key) {
    this.key = key;
  }

  /** A shard of a log. */
  @Embeddable
  record Key(String source, int shard) implements Serializable {}
}
