package org.qunfang.eventstore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A command that was answered, and how. */
@Entity
@Immutable
@Table(name = "answered_command")
class AnsweredCommand {

  @Id UUID key;
  @Column String fingerprint;
  @Column String answer;
  @Column Instant answered;

  /** For Hibernate. */
  AnsweredCommand() {}

  AnsweredCommand(UUID key, String fingerprint, String answer, Instant answered) {
    this.key = key;
    this.fingerprint = fingerprint;
    this.answer = answer;
    this.answered = answered;
  }
}
