package org.qunfang.resident.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.qunfang.events.ResidentEvent.SuggestionReason;

/** Somebody who was looked into and had not met the case. */
@Entity
@Immutable
@Table(name = "dismissed_suggestion")
class DismissedSuggestion {

  /** Of which case, and who. */
  @Embeddable
  record Key(@Column(name = "case_id") UUID caseId, @Column UUID resident)
      implements Serializable {}

  @EmbeddedId Key key;

  @Enumerated(EnumType.STRING)
  @Column
  SuggestionReason reason;

  @Column Instant dismissed;

  /** For Hibernate. */
  DismissedSuggestion() {}

  DismissedSuggestion(DismissSuggestion command, Instant dismissed) {
    this.key = new Key(command.caseId(), command.resident());
    this.reason = command.reason();
    this.dismissed = dismissed;
  }
}
