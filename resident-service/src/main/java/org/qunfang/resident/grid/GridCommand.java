package org.qunfang.resident.grid;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.GridKind;

/** What can be asked of a grid. */
public sealed interface GridCommand {

  /** Define it, with the worker who leads it. */
  record DefineGrid(UUID id, GridKind kind, UUID leader) implements GridCommand {}

  /** Somebody else leads it; for null nobody does for now. */
  record ChangeLeader(@Nullable UUID leader) implements GridCommand {}

  /** Put these households into it; they are not in it yet. */
  record PutIn(List<UUID> households) implements GridCommand {}

  /** It is no more. */
  record DissolveGrid() implements GridCommand {}
}
