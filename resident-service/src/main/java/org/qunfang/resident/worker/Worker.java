package org.qunfang.resident.worker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.WorkerKind;

/** Somebody who works for the community. */
public sealed interface Worker {

  /** Not enlisted yet. */
  record Unknown() implements Worker {}

  /** At work. */
  record OnDuty(UUID id, WorkerKind kind, boolean partyMember, @Nullable UUID account)
      implements Worker {}

  /** No longer at work. */
  record StoodDown(UUID id) implements Worker {}
}
