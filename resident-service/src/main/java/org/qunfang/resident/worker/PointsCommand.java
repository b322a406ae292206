package org.qunfang.resident.worker;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.PointsCorrection;
import org.qunfang.events.ResidentEvent.PointsGoods;

/** What can be booked on an account of points. */
public sealed interface PointsCommand {

  /** A task was done. */
  record Earn(UUID entry, UUID worker, UUID task, int points) implements PointsCommand {}

  /** Points are exchanged for goods. */
  record Spend(UUID entry, UUID worker, int points, PointsGoods goods) implements PointsCommand {}

  /** An officer books more, or less when negative. */
  record Correct(UUID entry, UUID worker, int points, PointsCorrection reason)
      implements PointsCommand {}
}
