package org.qunfang.checkpoint.compound;

import static org.qunfang.checkpoint.compound.CompoundRejection.ALREADY_CLOSED;
import static org.qunfang.checkpoint.compound.CompoundRejection.NOT_CLOSED;

import org.qunfang.checkpoint.compound.Compound.Closed;
import org.qunfang.checkpoint.compound.Compound.Open;
import org.qunfang.checkpoint.compound.CompoundCommand.Close;
import org.qunfang.checkpoint.compound.CompoundCommand.Reopen;
import org.qunfang.events.CheckpointEvent.CompoundClosed;
import org.qunfang.events.CheckpointEvent.CompoundEvent;
import org.qunfang.events.CheckpointEvent.CompoundReopened;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;

/** The rules of closed management: what is closed can be reopened, and closed again. */
final class CompoundDecider implements Decider<CompoundCommand, Compound, CompoundEvent> {

  @Override
  public Compound initial() {
    return new Open();
  }

  @Override
  public Decision<CompoundEvent> decide(CompoundCommand command, Compound state) {
    return switch (command) {
      case Close(var compound, var kept, var blocked) ->
          switch (state) {
            case Open() -> Decision.accept(new CompoundClosed(compound, kept, blocked));
            case Closed() -> Decision.reject(ALREADY_CLOSED);
          };
      case Reopen(var compound) ->
          switch (state) {
            case Open() -> Decision.reject(NOT_CLOSED);
            case Closed() -> Decision.accept(new CompoundReopened(compound));
          };
    };
  }

  @Override
  public Compound evolve(Compound state, CompoundEvent event) {
    return switch (event) {
      case CompoundClosed closed -> new Closed();
      case CompoundReopened reopened -> new Open();
    };
  }
}
