package org.qunfang.checkpoint.healthcode;

import org.qunfang.checkpoint.healthcode.HealthCode.Ground;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.HealthCodeChanged;
import org.qunfang.events.CheckpointEvent.HealthCodeEvent;
import org.qunfang.events.CheckpointEvent.HealthCodeGroundNoted;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;

/**
 * The rules of the health code: the worst ground is the code, and old news of a ground changes
 * nothing.
 */
final class HealthCodeDecider implements Decider<NoteGround, HealthCode, HealthCodeEvent> {

  @Override
  public HealthCode initial() {
    return HealthCode.UNKNOWN;
  }

  @Override
  public Decision<HealthCodeEvent> decide(NoteGround command, HealthCode state) {
    Ground known = state.grounds().get(command.ground());
    if (known != null && known.version() >= command.version()) {
      return Decision.accept();
    }
    var noted =
        new HealthCodeGroundNoted(
            command.person(),
            command.ground(),
            command.reason(),
            command.colour(),
            command.version());
    HealthCode after = evolve(state, noted);
    CodeColour from = state.colour();
    CodeColour to = after.colour();
    return from == to
        ? Decision.accept(noted)
        : Decision.accept(noted, new HealthCodeChanged(command.person(), from, to, after.reason()));
  }

  /** A colour turns from the one before it; what is noted of one ground waits for no other. */
  @Override
  public boolean follows(HealthCodeEvent event, HealthCodeEvent earlier) {
    return switch (event) {
      case HealthCodeGroundNoted noted -> false;
      case HealthCodeChanged changed -> earlier instanceof HealthCodeChanged;
    };
  }

  @Override
  public HealthCode evolve(HealthCode state, HealthCodeEvent event) {
    return switch (event) {
      case HealthCodeGroundNoted(var person, var ground, var reason, var colour, var version) ->
          state.with(ground, reason, colour, version);
      case HealthCodeChanged changed -> state;
    };
  }
}
