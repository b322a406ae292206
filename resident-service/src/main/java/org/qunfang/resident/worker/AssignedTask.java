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
import org.qunfang.events.ResidentEvent.TaskAssigned;
import org.qunfang.events.ResidentEvent.TaskCancelled;
import org.qunfang.events.ResidentEvent.TaskCompleted;
import org.qunfang.events.ResidentEvent.TaskEvent;
import org.qunfang.events.ResidentEvent.TaskKind;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A task as it is listed, in the worker's community. */
@Entity
@Table(name = "task")
@Since("assigned")
class AssignedTask implements InCommunity {

  /** Where a task stands. */
  enum State {
    OPEN,
    DONE,
    CANCELLED
  }

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column UUID worker;

  @Enumerated(EnumType.STRING)
  @Column
  TaskKind kind;

  @Enumerated(EnumType.STRING)
  @Column
  State state;

  @Column @Nullable UUID household;
  @Column @Nullable UUID place;
  @Column Instant due;
  @Column Instant assigned;
  @Column @Nullable Instant ended;
  @Column @Nullable Integer minutes;
  @Column @Nullable Integer points;

  /** For Hibernate. */
  AssignedTask() {}

  AssignedTask(TaskAssigned event, Told told, long version) {
    this.id = event.task();
    this.community = told.community().code();
    this.version = version;
    this.worker = event.worker();
    this.kind = event.kind();
    this.state = State.OPEN;
    this.household = event.household();
    this.place = event.place();
    this.due = event.due();
    this.assigned = told.time();
  }

  void follow(EventStore.Outcome<Task, TaskEvent> outcome) {
    version = outcome.version();
    outcome.happened().forEach(each -> apply(each.event(), each.time()));
  }

  private void apply(TaskEvent event, Instant time) {
    switch (event) {
      case TaskAssigned assignment ->
          throw new IllegalStateException("an assignment makes a row and changes none");
      case TaskCompleted completed -> {
        state = State.DONE;
        ended = time;
        minutes = completed.minutes();
        points = completed.points();
      }
      case TaskCancelled cancelled -> {
        state = State.CANCELLED;
        ended = time;
      }
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
    return assigned;
  }

  @Override
  public long version() {
    return version;
  }
}
