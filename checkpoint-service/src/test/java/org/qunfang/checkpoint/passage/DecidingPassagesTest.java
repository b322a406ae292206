package org.qunfang.checkpoint.passage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.checkpoint.passage.GateRules.Gate;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageReason;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.events.Division;

class DecidingPassagesTest {

  private static final UUID GATE = new UUID(7, 2);
  private static final UUID PERSON = new UUID(7, 3);
  private static final Division YAOWAN = new Division("422801001008");
  private static final Instant NOON = Instant.parse("2020-02-20T04:00:00Z");

  private static Observed seen(boolean identity, double temperature, boolean mask) {
    return new Observed(
        GATE, PERSON, Direction.IN, Passer.PERSON, identity, true, temperature, mask);
  }

  @ParameterizedTest
  @CsvSource({
    // identity, °C, mask, code → outcome, reason
    "true,  36.5, true,  GREEN,  ADMITTED,",
    "true,  36.5, true,  NONE,   ADMITTED,",
    "true,  37.2, true,  GREEN,  ADMITTED,",
    "true,  37.3, true,  GREEN,  REFERRED, FEVER",
    "true,  36.5, true,  RED,    REFERRED, CODE_RED",
    "true,  36.5, true,  YELLOW, REFUSED,  CODE_YELLOW",
    "true,  36.5, false, GREEN,  REFUSED,  NO_MASK",
    "false, 36.5, true,  GREEN,  REFUSED,  IDENTITY_NOT_SHOWN",
    // the first rule that is against it decides
    "false, 39.0, false, RED,    REFERRED, FEVER",
    "false, 36.5, false, RED,    REFERRED, CODE_RED",
    "false, 36.5, false, YELLOW, REFUSED,  CODE_YELLOW",
    "false, 36.5, false, GREEN,  REFUSED,  NO_MASK",
  })
  void whoPassesAndWhoDoesNot(
      boolean identity,
      double temperature,
      boolean mask,
      CodeColour code,
      PassageOutcome outcome,
      @Nullable PassageReason reason) {
    PassageRecorded passage = GateRules.decide(seen(identity, temperature, mask), code);
    assertEquals(outcome, passage.outcome());
    assertEquals(reason, passage.reason());
    assertEquals(code, passage.code());
    assertEquals(seen(identity, temperature, mask), Observed.in(passage));
  }

  @Test
  void isolationIsToldWhoHadWhatFever() {
    UUID passage = new UUID(7, 9);
    PassageRecorded recorded = GateRules.decide(seen(true, 38.4, true), CodeColour.GREEN);
    assertEquals(
        new FeverDetected(passage, GATE, PERSON, 38.4), GateRules.fever(passage, recorded));
  }

  @ParameterizedTest
  @ValueSource(doubles = {30.0, 36.6, 45.0})
  void aBodyCanHaveThisTemperature(double temperature) {
    assertNull(GateRules.impossible(temperature));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {29.9, 45.1, 366, -1, 0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE})
  void noBodyHasThisTemperature(double temperature) {
    assertEquals(PassageRejection.TEMPERATURE_OUT_OF_RANGE, GateRules.impossible(temperature));
  }

  @Test
  void nobodyPassesWhereThereIsNoCheckpoint() {
    assertEquals(PassageRejection.NO_SUCH_CHECKPOINT, GateRules.impossible((Gate) null, NOON));
  }

  @Test
  void nobodyPassesASealedPoint() {
    assertEquals(
        PassageRejection.CHECKPOINT_BLOCKED,
        GateRules.impossible(new Gate(YAOWAN, CheckpointKind.BLOCKED_POINT, null), NOON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GATE", "ROAD"})
  void peoplePassGatesAndRoadControls(CheckpointKind kind) {
    assertNull(GateRules.impossible(new Gate(YAOWAN, kind, null), NOON));
  }

  @Test
  void aPassageFromBeforeTheWithdrawalMayBeToldAfterIt() {
    Gate withdrawnAtNoon = new Gate(YAOWAN, CheckpointKind.GATE, NOON);
    assertNull(GateRules.impossible(withdrawnAtNoon, NOON.minusSeconds(1)));
    assertEquals(
        PassageRejection.CHECKPOINT_WITHDRAWN, GateRules.impossible(withdrawnAtNoon, NOON));
  }

  @ParameterizedTest
  @CsvSource({
    "ADMITTED, FEVER,       36.5, OUTCOME_AGAINST_REASON",
    "REFUSED,  ,            36.5, OUTCOME_AGAINST_REASON",
    "REFERRED, ,            38.5, OUTCOME_AGAINST_REASON",
    "REFUSED,  NO_MASK,     366,  TEMPERATURE_OUT_OF_RANGE",
    "ADMITTED, ,            36.5,",
    "REFUSED,  CODE_YELLOW, 36.5,",
  })
  void whatAnOfflineGateDecidedMakesSense(
      PassageOutcome outcome,
      @Nullable PassageReason reason,
      double temperature,
      @Nullable PassageRejection wrong) {
    var told =
        new PassageRecorded(
            GATE,
            PERSON,
            Direction.OUT,
            Passer.VEHICLE,
            true,
            true,
            temperature,
            true,
            CodeColour.GREEN,
            outcome,
            reason);
    assertEquals(wrong, GateRules.impossible(told));
  }
}
