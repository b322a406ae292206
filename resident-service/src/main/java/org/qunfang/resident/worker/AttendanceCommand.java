package org.qunfang.resident.worker;

import java.util.UUID;

/** What can be told of a worker's attendance. */
public sealed interface AttendanceCommand {

  /** The worker was there. */
  record LogAttendance(UUID id, UUID worker, Span span) implements AttendanceCommand {}

  /** It was logged in error. */
  record StrikeAttendance(UUID id, UUID worker) implements AttendanceCommand {}
}
