package org.qunfang.resident.watchgroup;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of a ten-household group. */
public sealed interface WatchGroupCommand {

  /** Form it. */
  record FormGroup(UUID id, Set<UUID> households, UUID leadingHousehold, @Nullable UUID leader)
      implements WatchGroupCommand {}

  /** Another household leads it, or another resident. */
  record ChooseLeader(UUID household, @Nullable UUID resident) implements WatchGroupCommand {}

  /** These households are the group from now on. */
  record Regroup(Set<UUID> households) implements WatchGroupCommand {}

  /** Dissolve it. */
  record DissolveGroup() implements WatchGroupCommand {}

  /** The resident who leads is gone from the household. */
  record LoseLeader() implements WatchGroupCommand {}

  /** A household is no more. */
  record LoseHousehold(UUID household) implements WatchGroupCommand {}
}
