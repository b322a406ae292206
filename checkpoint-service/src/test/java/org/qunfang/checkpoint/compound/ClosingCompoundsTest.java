package org.qunfang.checkpoint.compound;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.checkpoint.compound.CompoundCommand.Close;
import org.qunfang.checkpoint.compound.CompoundCommand.Reopen;
import org.qunfang.events.CheckpointEvent.CompoundClosed;
import org.qunfang.events.CheckpointEvent.CompoundReopened;

class ClosingCompoundsTest {

  private static final UUID COMPOUND = new UUID(7, 1);

  private final CompoundDecider decider = new CompoundDecider();

  @Test
  void anOpenCompoundIsClosed() {
    rules(decider).given().when(new Close(COMPOUND, 1, 3)).then(new CompoundClosed(COMPOUND, 1, 3));
  }

  @Test
  void aClosedCompoundIsNotClosedAgain() {
    rules(decider)
        .given(new CompoundClosed(COMPOUND, 1, 3))
        .when(new Close(COMPOUND, 2, 2))
        .thenRejected(CompoundRejection.ALREADY_CLOSED);
  }

  @Test
  void aClosedCompoundIsReopened() {
    rules(decider)
        .given(new CompoundClosed(COMPOUND, 1, 3))
        .when(new Reopen(COMPOUND))
        .then(new CompoundReopened(COMPOUND));
  }

  @Test
  void anOpenCompoundIsNotReopened() {
    rules(decider).given().when(new Reopen(COMPOUND)).thenRejected(CompoundRejection.NOT_CLOSED);
  }

  @Test
  void aReopenedCompoundIsClosedAgain() {
    rules(decider)
        .given(new CompoundClosed(COMPOUND, 1, 3), new CompoundReopened(COMPOUND))
        .when(new Close(COMPOUND, 2, 0))
        .then(new CompoundClosed(COMPOUND, 2, 0));
  }

  @Test
  void aReopenedCompoundIsNotReopenedAgain() {
    rules(decider)
        .given(new CompoundClosed(COMPOUND, 1, 3), new CompoundReopened(COMPOUND))
        .when(new Reopen(COMPOUND))
        .thenRejected(CompoundRejection.NOT_CLOSED);
  }
}
