package org.qunfang.resident.grid;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.GridKind;

/** A grid or section. */
public sealed interface Grid {

  /** Nobody has defined it yet. */
  record Undefined() implements Grid {}

  /** Somebody looks after it, or nobody for now. */
  record Defined(UUID id, GridKind kind, @Nullable UUID leader) implements Grid {}

  /** No more. */
  record Dissolved(UUID id) implements Grid {}
}
