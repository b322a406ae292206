package org.qunfang.resident.watchgroup;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ten-household group. */
public sealed interface WatchGroup {

  /** Not formed yet. */
  record Unformed() implements WatchGroup {}

  /**
   * Neighbours who look after each other.
   *
   * @param leadingHousehold null when who led is gone and nobody has been chosen yet
   * @param leader the resident who leads, when it is not the household as such
   */
  record Formed(
      UUID id, Set<UUID> households, @Nullable UUID leadingHousehold, @Nullable UUID leader)
      implements WatchGroup {}

  /** No more. */
  record Dissolved(UUID id) implements WatchGroup {}
}
