package org.qunfang.resident.worker;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.TaskAssigned;
import org.qunfang.events.ResidentEvent.TaskKind;

/**
 * What somebody is asked to do by {@code due}: for a household and at a place, where it is for one
 * and at one.
 */
public record Errand(
    UUID id,
    UUID worker,
    TaskKind kind,
    Instant due,
    @Nullable UUID household,
    @Nullable UUID place) {

  TaskAssigned assigned() {
    return new TaskAssigned(id, worker, kind, due, household, place);
  }
}
