package org.qunfang.isolation.order;

import static org.qunfang.isolation.order.Somebody.*;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.isolation.order.IsolationCommand.AddGround;
import org.qunfang.isolation.order.IsolationCommand.AssignGuardian;
import org.qunfang.isolation.order.IsolationCommand.ExtendIsolation;
import org.qunfang.isolation.order.IsolationCommand.LiftGround;
import org.qunfang.isolation.order.IsolationCommand.NoteBreach;
import org.qunfang.isolation.order.IsolationCommand.OrderIsolation;
import org.qunfang.isolation.order.IsolationCommand.ReleaseIsolation;
import org.qunfang.isolation.order.IsolationCommand.ReleaseWhenDue;
import org.qunfang.isolation.order.IsolationCommand.StartIsolation;
import org.qunfang.isolation.order.IsolationCommand.TransferIsolation;

class OrderingIsolationTest {

  @Test
  void aPersonIsIsolatedUntilADay() {
    given().when(ORDER_HOME).then(ORDERED);
  }

  @Test
  void theSameOrderTwiceIsOneOrder() {
    given(ORDERED).when(ORDER_HOME).thenNothing();
  }

  @Test
  void theSameOrderAfterItsEndIsStillOneOrder() {
    given(ORDERED, released()).when(ORDER_HOME).thenNothing();
  }

  @Test
  void anotherOrderUnderTheSameIdIsRefused() {
    UUID somebodyElse = EventIds.named("somebody else");
    given(ORDERED)
        .when(new OrderIsolation(ORDER, somebodyElse, AS_CONTACT, TODAY))
        .thenRejected(IsolationRejection.ORDER_EXISTS);
    given(ORDERED)
        .when(new OrderIsolation(ORDER, PERSON, AS_SUSPECTED, TODAY))
        .thenRejected(IsolationRejection.ORDER_EXISTS);
  }

  @Test
  void anOrderThatIsOverBeforeItBeginsIsRefused() {
    given()
        .when(new OrderIsolation(ORDER, PERSON, AS_CONTACT, DUE.plusDays(1)))
        .thenRejected(IsolationRejection.DUE_IN_PAST);
  }

  @Test
  void theLastDayCanBeToday() {
    given().when(new OrderIsolation(ORDER, PERSON, AS_CONTACT, DUE)).then(ORDERED);
  }

  @Test
  void nobodyIsIsolatedForHalfAYearAtOnce() {
    Ground long_ = new Ground(ORDER, IsolationKind.HOME, IsolationReason.OTHER, TODAY.plusDays(61));
    given()
        .when(new OrderIsolation(ORDER, PERSON, long_, TODAY))
        .thenRejected(IsolationRejection.TERM_TOO_LONG);
  }

  static Stream<IsolationCommand> everythingElse() {
    return Stream.of(
        new AddGround(WITH_FEVER),
        new LiftGround(CONTACT, ReleaseGround.TERM_ENDED),
        new StartIsolation(),
        new AssignGuardian(EventIds.named("guardian")),
        new TransferIsolation(IsolationKind.CENTRAL),
        new ExtendIsolation(DUE.plusDays(7), TODAY),
        new NoteBreach(),
        new ReleaseIsolation(ReleaseGround.RULED_OUT, TODAY),
        new ReleaseWhenDue(TODAY));
  }

  @ParameterizedTest
  @MethodSource("everythingElse")
  void nothingCanBeDoneToAnOrderThatIsNot(IsolationCommand command) {
    given().when(command).thenRejected(IsolationRejection.NO_SUCH_ORDER);
  }

  private static IsolationReleased released() {
    return new IsolationReleased(
        ORDER,
        PERSON,
        IsolationKind.HOME,
        IsolationReason.CLOSE_CONTACT,
        ReleaseGround.TERM_ENDED,
        false);
  }
}
