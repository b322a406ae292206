package org.qunfang.resident.importing;

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
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/**
 * A roster that was handed in, and how far it has come. Every row of it is registered, known,
 * rejected or open.
 */
@Entity
@Table(name = "roster_import")
@Since("received")
class RosterImport implements InCommunity {

  /** How far an import has come. */
  enum Status {
    /** Its rows are being laid down; nobody has been answered yet. */
    STAGING,
    /** Its rows are durable, and are taken over batch by batch. */
    RUNNING,
    /** Every row has its answer. */
    DONE,
    /** Somebody stopped it; what was registered by then is registered. */
    CANCELLED,
    /** It could not be carried out in time, and what it said of people was destroyed. */
    EXPIRED
  }

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column String actor;
  @Column String file;

  @Column(name = "dry_run")
  boolean dryRun;

  @Enumerated(EnumType.STRING)
  @Column
  Status status;

  @Column Instant received;
  @Column @Nullable Instant finished;
  @Column int rows;
  @Column int registered;
  @Column int known;
  @Column int rejected;
  @Column int households;
  @Column String ignored;
  @Column int batches;

  /** For Hibernate. */
  RosterImport() {}

  /** Rows that have no answer yet; for ever, when it was stopped. */
  int open() {
    return rows - registered - known - rejected;
  }

  /** What it says of people is needed no more. */
  void end(Status how, Instant at) {
    status = how;
    finished = at;
    version++;
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
    return received;
  }

  @Override
  public long version() {
    return version;
  }
}
