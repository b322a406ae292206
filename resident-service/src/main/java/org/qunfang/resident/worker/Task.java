package org.qunfang.resident.worker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.TaskKind;

/** Something that somebody was asked to do. */
public sealed interface Task {

  /** Nobody was asked yet. */
  record Unknown() implements Task {}

  /** Asked for, and not done. */
  record Open(UUID id, UUID worker, TaskKind kind, @Nullable UUID household) implements Task {}

  /** Done in so many minutes. */
  record Done(int minutes) implements Task {}

  /** Will not be done. */
  record Cancelled() implements Task {}
}
