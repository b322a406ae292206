package org.qunfang.resident.worker;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * When one worker was on duty (考勤).
 *
 * @param logged what counts
 * @param struck what was logged in error
 */
public record Attendance(Map<UUID, Span> logged, Set<UUID> struck) {}
