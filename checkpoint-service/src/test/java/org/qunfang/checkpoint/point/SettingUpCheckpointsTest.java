package org.qunfang.checkpoint.point;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.checkpoint.point.CheckpointCommand.Open;
import org.qunfang.checkpoint.point.CheckpointCommand.Withdraw;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.CheckpointOpened;
import org.qunfang.events.CheckpointEvent.CheckpointWithdrawn;

class SettingUpCheckpointsTest {

  private static final UUID CHECKPOINT = new UUID(7, 2);
  private static final UUID COMPOUND = new UUID(7, 1);

  private final CheckpointDecider decider = new CheckpointDecider();

  @Test
  void aGateIsSetUpAtACompound() {
    rules(decider)
        .given()
        .when(new Open(CHECKPOINT, CheckpointKind.GATE, COMPOUND))
        .then(new CheckpointOpened(CHECKPOINT, CheckpointKind.GATE, COMPOUND));
  }

  @Test
  void aRoadControlBelongsToNoCompound() {
    rules(decider)
        .given()
        .when(new Open(CHECKPOINT, CheckpointKind.ROAD, null))
        .then(new CheckpointOpened(CHECKPOINT, CheckpointKind.ROAD, null));
  }

  @Test
  void aCheckpointIsSetUpOnce() {
    rules(decider)
        .given(new CheckpointOpened(CHECKPOINT, CheckpointKind.GATE, null))
        .when(new Open(CHECKPOINT, CheckpointKind.GATE, null))
        .thenRejected(CheckpointRejection.ALREADY_OPEN);
  }

  @Test
  void withdrawingTellsTheKindThatGoes() {
    rules(decider)
        .given(new CheckpointOpened(CHECKPOINT, CheckpointKind.BLOCKED_POINT, COMPOUND))
        .when(new Withdraw(CHECKPOINT))
        .then(new CheckpointWithdrawn(CHECKPOINT, CheckpointKind.BLOCKED_POINT));
  }

  @Test
  void whatWasNeverSetUpIsNotWithdrawn() {
    rules(decider)
        .given()
        .when(new Withdraw(CHECKPOINT))
        .thenRejected(CheckpointRejection.NO_SUCH_CHECKPOINT);
  }

  @Test
  void aCheckpointIsWithdrawnOnce() {
    rules(decider)
        .given(
            new CheckpointOpened(CHECKPOINT, CheckpointKind.GATE, null),
            new CheckpointWithdrawn(CHECKPOINT, CheckpointKind.GATE))
        .when(new Withdraw(CHECKPOINT))
        .thenRejected(CheckpointRejection.ALREADY_WITHDRAWN);
  }

  @Test
  void aWithdrawnCheckpointDoesNotComeBack() {
    rules(decider)
        .given(
            new CheckpointOpened(CHECKPOINT, CheckpointKind.GATE, null),
            new CheckpointWithdrawn(CHECKPOINT, CheckpointKind.GATE))
        .when(new Open(CHECKPOINT, CheckpointKind.GATE, null))
        .thenRejected(CheckpointRejection.ALREADY_WITHDRAWN);
  }
}
