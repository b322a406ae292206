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
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;
import org.qunfang.resident.worker.WorkerCommand.Enlist;

/** Somebody who works or worked for the community, as the register lists them. */
@Entity
@Table(name = "worker")
@Since("enlisted")
public class EnlistedWorker implements InCommunity {

  @Id UUID id;
  @Column String community;

  @Enumerated(EnumType.STRING)
  @Column
  WorkerKind kind;

  @Column(name = "party_member")
  boolean partyMember;

  @Column(name = "on_duty")
  boolean onDuty;

  /** The subject of the worker's tokens. */
  @Column @Nullable UUID account;

  @Column Instant enlisted;
  @Column long version;

  @Column(insertable = false, updatable = false)
  int households;

  @Column(name = "open_tasks", insertable = false, updatable = false)
  int openTasks;

  @Column(name = "tasks_done", insertable = false, updatable = false)
  int tasksDone;

  @Column(name = "task_minutes", insertable = false, updatable = false)
  int taskMinutes;

  @Column(name = "attendance_minutes", insertable = false, updatable = false)
  int attendanceMinutes;

  @Column(name = "points_earned", insertable = false, updatable = false)
  int pointsEarned;

  @Column(name = "points_spent", insertable = false, updatable = false)
  int pointsSpent;

  @Column(name = "points_balance", insertable = false, updatable = false)
  int pointsBalance;

  /** For Hibernate. */
  EnlistedWorker() {}

  EnlistedWorker(Enlist command, Told told, long version) {
    this.version = version;
    this.id = command.id();
    this.community = told.community().code();
    this.kind = command.kind();
    this.partyMember = command.partyMember();
    this.account = command.account();
    this.onDuty = true;
    this.enlisted = told.time();
  }

  /** What the worker is. */
  public WorkerKind kind() {
    return kind;
  }

  /** True for whoever has not stood down. */
  public boolean onDuty() {
    return onDuty;
  }

  /** How many households the worker answers for. */
  public int households() {
    return households;
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
    return enlisted;
  }

  @Override
  public long version() {
    return version;
  }
}
