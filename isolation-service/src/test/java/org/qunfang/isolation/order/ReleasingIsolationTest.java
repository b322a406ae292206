package org.qunfang.isolation.order;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.isolation.order.Somebody.*;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent.IsolationGroundLifted;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.isolation.order.IsolationCommand.AssignGuardian;
import org.qunfang.isolation.order.IsolationCommand.ExtendIsolation;
import org.qunfang.isolation.order.IsolationCommand.NoteBreach;
import org.qunfang.isolation.order.IsolationCommand.ReleaseIsolation;
import org.qunfang.isolation.order.IsolationCommand.ReleaseWhenDue;
import org.qunfang.isolation.order.IsolationCommand.StartIsolation;
import org.qunfang.isolation.order.IsolationCommand.TransferIsolation;

class ReleasingIsolationTest {

  @Test
  void onTheLastDayThePersonIsStillIsolated() {
    given(ORDERED, STARTED).when(new ReleaseWhenDue(DUE)).thenNothing();
  }

  @Test
  void afterTheLastDayThePersonIsReleased() {
    given(ORDERED, STARTED)
        .when(new ReleaseWhenDue(DUE.plusDays(1)))
        .then(released(IsolationReason.CLOSE_CONTACT, ReleaseGround.TERM_ENDED, true));
  }

  @Test
  void anOrderThatNobodyFollowedEndsAsWell() {
    given(ORDERED)
        .when(new ReleaseWhenDue(DUE.plusDays(1)))
        .then(released(IsolationReason.CLOSE_CONTACT, ReleaseGround.TERM_ENDED, false));
  }

  @Test
  void nobodyIsReleasedBeforeTheGroundWentThatHeldThem() {
    var released = released(IsolationReason.CLOSE_CONTACT, ReleaseGround.TERM_ENDED, true);
    var lifted = new IsolationGroundLifted(ORDER, PERSON, EventIds.next(), DUE);

    assertTrue(new IsolationDecider().follows(released, lifted));
  }

  @Test
  void theClockReleasesOnce() {
    given(ORDERED, released(IsolationReason.CLOSE_CONTACT, ReleaseGround.TERM_ENDED, false))
        .when(new ReleaseWhenDue(DUE.plusDays(2)))
        .thenNothing();
  }

  @Test
  void noTermReleasesACase() {
    given(ordered(AS_CONFIRMED)).when(new ReleaseWhenDue(DUE.plusDays(100))).thenNothing();
    given(ordered(AS_CONFIRMED))
        .when(new ReleaseIsolation(ReleaseGround.TERM_ENDED, DUE.plusDays(100)))
        .thenRejected(IsolationRejection.CASE_STILL_OPEN);
  }

  @Test
  void anOfficerMayReleaseOnTheLastDay() {
    given(ORDERED, STARTED)
        .when(new ReleaseIsolation(ReleaseGround.TERM_ENDED, DUE))
        .then(released(IsolationReason.CLOSE_CONTACT, ReleaseGround.TERM_ENDED, true));
  }

  @Test
  void noTermEndsBeforeItsLastDay() {
    given(ORDERED, STARTED)
        .when(new ReleaseIsolation(ReleaseGround.TERM_ENDED, DUE.minusDays(1)))
        .thenRejected(IsolationRejection.TERM_NOT_OVER);
  }

  @ParameterizedTest
  @EnumSource(value = ReleaseGround.class, mode = EnumSource.Mode.EXCLUDE, names = "TERM_ENDED")
  void everyOtherGroundReleasesAtOnce(ReleaseGround ground) {
    given(ORDERED, STARTED)
        .when(new ReleaseIsolation(ground, TODAY))
        .then(released(IsolationReason.CLOSE_CONTACT, ground, true));
  }

  static Stream<IsolationCommand> whatPeopleWant() {
    return Stream.of(
        new StartIsolation(),
        new AssignGuardian(EventIds.named("guardian")),
        new TransferIsolation(IsolationKind.CENTRAL),
        new ExtendIsolation(DUE.plusDays(7), TODAY),
        new NoteBreach(),
        new ReleaseIsolation(ReleaseGround.RULED_OUT, TODAY));
  }

  @ParameterizedTest
  @MethodSource("whatPeopleWant")
  void nothingCanBeDoneAfterTheRelease(IsolationCommand command) {
    given(ORDERED, released(IsolationReason.CLOSE_CONTACT, ReleaseGround.RULED_OUT, false))
        .when(command)
        .thenRejected(IsolationRejection.ORDER_ENDED);
  }

  private static IsolationReleased released(
      IsolationReason reason, ReleaseGround ground, boolean started) {
    return new IsolationReleased(ORDER, PERSON, IsolationKind.HOME, reason, ground, started);
  }
}
