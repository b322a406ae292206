package org.qunfang.resident.household;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;
import org.qunfang.resident.personal.SealedDoor;

/**
 * A household about to be registered, in the two parts that are kept apart.
 *
 * @param door null when nobody told it
 * @param shared others live behind that door, as whoever told it knows
 * @param traceparent the trace that it was told in
 */
public record NewHousehold(
    RegisterHousehold command,
    @Nullable SealedDoor door,
    boolean shared,
    Told told,
    @Nullable String traceparent) {

  /** What it will be called. */
  public UUID id() {
    return command.id();
  }

  /** True for one that has its door for itself. */
  boolean alone() {
    return door != null && !shared;
  }
}
