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
   * @param leader the resident who leads, when it is not the household as such
   */
  record Formed(UUID id, Set<UUID> households, UUID leadingHousehold, @Nullable UUID leader)
      implements WatchGroup {}

  /** No more. */
  record Dissolved(UUID id) implements WatchGroup {}
}
