package org.qunfang.resident.worker;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.PointsCorrected;
import org.qunfang.events.ResidentEvent.PointsCorrection;
import org.qunfang.events.ResidentEvent.PointsEarned;
import org.qunfang.events.ResidentEvent.PointsEvent;
import org.qunfang.events.ResidentEvent.PointsGoods;
import org.qunfang.events.ResidentEvent.PointsSpent;
import org.qunfang.resident.worker.PointsCommand.Correct;
import org.qunfang.resident.worker.PointsCommand.Earn;
import org.qunfang.resident.worker.PointsCommand.Spend;

/** The rules of an account of points: earned by tasks, spent for goods, never less than nothing. */
public final class PointsDecider implements Decider<PointsCommand, PointsAccount, PointsEvent> {

  @Override
  public PointsAccount initial() {
    return new PointsAccount(0);
  }

  @Override
  public Decision<PointsEvent> decide(PointsCommand command, PointsAccount state) {
    return switch (command) {
      case Earn(UUID entry, UUID worker, UUID task, int points) ->
          points <= 0 ? accept() : accept(new PointsEarned(entry, worker, task, points));
      case Spend(UUID entry, UUID worker, int points, PointsGoods goods) ->
          points <= 0
              ? reject(PointsRejection.NOTHING_TO_BOOK)
              : points > state.balance()
                  ? reject(PointsRejection.BALANCE_TOO_LOW)
                  : accept(new PointsSpent(entry, worker, points, goods));
      case Correct(UUID entry, UUID worker, int points, PointsCorrection reason) ->
          points == 0
              ? reject(PointsRejection.NOTHING_TO_BOOK)
              : state.balance() + points < 0
                  ? reject(PointsRejection.BALANCE_TOO_LOW)
                  : accept(new PointsCorrected(entry, worker, points, reason));
    };
  }

  /** Nobody spends what they have not earned yet; what was earned may be told in any order. */
  @Override
  public boolean follows(PointsEvent event, PointsEvent earlier) {
    return switch (event) {
      case PointsEarned earned -> false;
      case PointsCorrected corrected -> false;
      case PointsSpent spent -> true;
    };
  }

  @Override
  public PointsAccount evolve(PointsAccount state, PointsEvent event) {
    return new PointsAccount(state.balance() + amount(event));
  }

  /** What the event adds to the balance. */
  static int amount(PointsEvent event) {
    return switch (event) {
      case PointsEarned earned -> earned.points();
      case PointsSpent spent -> -spent.points();
      case PointsCorrected corrected -> corrected.points();
    };
  }
}
