package org.qunfang.checkpoint.point;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CheckpointEvent.CheckpointKind;

/** Read model: every checkpoint there was. Passages look up here where they may happen. */
@Entity
@Table(name = "checkpoint")
class RegisteredCheckpoint {

  @Id UUID id;
  @Column String community;

  @Column
  @Enumerated(EnumType.STRING)
  CheckpointKind kind;

  @Column @Nullable UUID compound;
  @Column @Nullable String name;
  @Column Instant opened;
  @Column @Nullable Instant withdrawn;

  /** For Hibernate. */
  RegisteredCheckpoint() {}

  RegisteredCheckpoint(
      UUID id,
      String community,
      CheckpointKind kind,
      @Nullable UUID compound,
      @Nullable String name,
      Instant opened) {
    this.id = id;
    this.community = community;
    this.kind = kind;
    this.compound = compound;
    this.name = name;
    this.opened = opened;
  }
}
