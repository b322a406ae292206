package org.qunfang.checkpoint.point;

import static org.qunfang.checkpoint.point.CheckpointRejection.ALREADY_OPEN;
import static org.qunfang.checkpoint.point.CheckpointRejection.ALREADY_WITHDRAWN;
import static org.qunfang.checkpoint.point.CheckpointRejection.NO_SUCH_CHECKPOINT;

import org.qunfang.checkpoint.point.Checkpoint.Standing;
import org.qunfang.checkpoint.point.Checkpoint.Unknown;
import org.qunfang.checkpoint.point.Checkpoint.Withdrawn;
import org.qunfang.checkpoint.point.CheckpointCommand.Open;
import org.qunfang.checkpoint.point.CheckpointCommand.Withdraw;
import org.qunfang.events.CheckpointEvent.CheckpointOpened;
import org.qunfang.events.CheckpointEvent.CheckpointWithdrawn;
import org.qunfang.events.CheckpointEvent.PointEvent;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;

/** The rules of checkpoints: set up once, withdrawn once. */
final class CheckpointDecider implements Decider<CheckpointCommand, Checkpoint, PointEvent> {

  @Override
  public Checkpoint initial() {
    return new Unknown();
  }

  @Override
  public Decision<PointEvent> decide(CheckpointCommand command, Checkpoint state) {
    return switch (command) {
      case Open(var checkpoint, var kind, var compound) ->
          switch (state) {
            case Unknown() -> Decision.accept(new CheckpointOpened(checkpoint, kind, compound));
            case Standing standing -> Decision.reject(ALREADY_OPEN);
            case Withdrawn() -> Decision.reject(ALREADY_WITHDRAWN);
          };
      case Withdraw(var checkpoint) ->
          switch (state) {
            case Unknown() -> Decision.reject(NO_SUCH_CHECKPOINT);
            case Standing(var kind) -> Decision.accept(new CheckpointWithdrawn(checkpoint, kind));
            case Withdrawn() -> Decision.reject(ALREADY_WITHDRAWN);
          };
    };
  }

  @Override
  public Checkpoint evolve(Checkpoint state, PointEvent event) {
    return switch (event) {
      case CheckpointOpened(var checkpoint, var kind, var compound) -> new Standing(kind);
      case CheckpointWithdrawn withdrawn -> new Withdrawn();
    };
  }
}
