package org.qunfang.resident.screening;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.ExcuseReason;
import org.qunfang.events.ResidentEvent.ScreeningEvent;
import org.qunfang.events.ResidentEvent.ScreeningExcused;
import org.qunfang.events.ResidentEvent.ScreeningRoundClosed;
import org.qunfang.events.ResidentEvent.ScreeningRoundOpened;
import org.qunfang.resident.screening.ScreeningCommand.CloseRound;
import org.qunfang.resident.screening.ScreeningCommand.Excuse;
import org.qunfang.resident.screening.ScreeningCommand.OpenRound;
import org.qunfang.testing.GivenWhenThen;

class ClosingRoundsTest {

  private static final UUID ROUND = new UUID(0, 1);
  private static final UUID HOME = new UUID(0, 2);
  private static final UUID SON = new UUID(0, 3);
  private static final ScreeningRoundOpened OPENED = new ScreeningRoundOpened(ROUND, 2, 1205, 4211);
  private static final ScreeningRoundClosed CLOSED =
      new ScreeningRoundClosed(ROUND, 2, 1206, 4215, 7);

  private final GivenWhenThen<ScreeningCommand, Screening, ScreeningEvent> rules =
      rules(new ScreeningDecider());

  @Test
  void aRoundOpensOnceWithAllOnTheRegister() {
    var open = new OpenRound(ROUND, 2, 1205, 4211);
    rules.given().when(open).then(OPENED);
    rules.given(OPENED).when(open).thenRejected(ScreeningRejection.SCREENING_ROUND_ALREADY_OPENED);
  }

  @Test
  void aRoundStaysOpenAsLongAsOneHouseholdIsLeftOut() {
    rules
        .given(OPENED)
        .when(new CloseRound(1206, 4215, 1, 0, 7))
        .thenRejected(ScreeningRejection.NOT_EVERYBODY_ACCOUNTED_FOR);
  }

  @Test
  void aRoundStaysOpenAsLongAsOnePersonIsMissing() {
    rules
        .given(OPENED)
        .when(new CloseRound(1206, 4215, 0, 1, 7))
        .thenRejected(ScreeningRejection.NOT_EVERYBODY_ACCOUNTED_FOR);
  }

  @Test
  void aRoundEndsWithEverybodyAccountedForOrExcused() {
    rules.given(OPENED).when(new CloseRound(1206, 4215, 0, 0, 7)).then(CLOSED);
    rules.given(OPENED, CLOSED).when(new CloseRound(1206, 4215, 0, 0, 7)).thenNothing();
  }

  @Test
  void anExcuseHasAReasonAndSomebody() {
    rules
        .given(OPENED)
        .when(new Excuse(Set.of(HOME), Set.of(SON), ExcuseReason.NOT_TO_BE_REACHED))
        .then(
            new ScreeningExcused(
                ROUND, List.of(HOME), List.of(SON), ExcuseReason.NOT_TO_BE_REACHED));
    rules
        .given(OPENED)
        .when(new Excuse(Set.of(), Set.of(), ExcuseReason.NOT_TO_BE_REACHED))
        .thenRejected(ScreeningRejection.NOBODY_TO_EXCUSE);
  }

  @Test
  void nobodyIsExcusedAfterwards() {
    rules
        .given(OPENED, CLOSED)
        .when(new Excuse(Set.of(HOME), Set.of(), ExcuseReason.MOVED_AWAY))
        .thenRejected(ScreeningRejection.SCREENING_ROUND_CLOSED);
    rules
        .given()
        .when(new CloseRound(0, 0, 0, 0, 0))
        .thenRejected(ScreeningRejection.NO_SUCH_SCREENING_ROUND);
  }
}
