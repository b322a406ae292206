package org.qunfang.resident.worker;

import org.qunfang.events.ResidentEvent.TaskKind;

/**
 * What a task of a kind earns (积分规则): so many points for having done it and so many an hour,
 * rounded down, and never more than {@link #MOST}, so that a mistyped duration makes nobody rich.
 *
 * @param perTask for having done it at all
 * @param perHour for the time it took
 */
public record PointsRule(TaskKind kind, int perTask, int perHour) {

  /** The most points that one task earns. */
  public static final int MOST = 20;

  private static final int MINUTES_OF_HOUR = 60;

  /** The rule of a kind: hard and risky work earns most. */
  public static PointsRule of(TaskKind kind) {
    return switch (kind) {
      case DISINFECTION, TESTING -> new PointsRule(kind, 2, 3);
      case SCREENING, CARE -> new PointsRule(kind, 2, 2);
      case DELIVERY, PATROL -> new PointsRule(kind, 1, 2);
      case GATE_DUTY -> new PointsRule(kind, 0, 2);
      case PUBLICITY -> new PointsRule(kind, 1, 1);
      case OTHER -> new PointsRule(kind, 0, 1);
    };
  }

  /** What a task earns that took so many minutes. */
  public int points(int minutes) {
    return Math.min(perTask + perHour * minutes / MINUTES_OF_HOUR, MOST);
  }
}
