package org.qunfang.resident.worker;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is planned for one worker (排班).
 *
 * @param planned shifts that are to take place
 * @param calledOff shifts that are not
 */
public record Roster(Map<UUID, PlannedDuty> planned, Set<UUID> calledOff) {

  /** When and where. */
  public record PlannedDuty(UUID worker, UUID post, Span span) {}
}
