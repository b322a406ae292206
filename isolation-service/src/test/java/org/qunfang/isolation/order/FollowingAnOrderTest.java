package org.qunfang.isolation.order;

import static org.qunfang.isolation.order.Somebody.*;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent.GuardianAssigned;
import org.qunfang.events.IsolationEvent.IsolationBreached;
import org.qunfang.events.IsolationEvent.IsolationExtended;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
import org.qunfang.isolation.order.IsolationCommand.AssignGuardian;
import org.qunfang.isolation.order.IsolationCommand.ExtendIsolation;
import org.qunfang.isolation.order.IsolationCommand.NoteBreach;
import org.qunfang.isolation.order.IsolationCommand.StartIsolation;
import org.qunfang.isolation.order.IsolationCommand.TransferIsolation;

class FollowingAnOrderTest {

  private static final UUID GUARDIAN = EventIds.named("guardian");

  @Test
  void isolationStartsWhereTheOrderSays() {
    given(ORDERED).when(new StartIsolation()).then(STARTED);
  }

  @Test
  void isolationStartsOnce() {
    given(ORDERED, STARTED).when(new StartIsolation()).thenNothing();
  }

  @Test
  void isolationStartsWhereThePersonWasTransferredTo() {
    given(ORDERED, transferred(false))
        .when(new StartIsolation())
        .then(new IsolationStarted(ORDER, PERSON, IsolationKind.CENTRAL));
  }

  @Test
  void oneAnswersForOne() {
    given(ORDERED).when(new AssignGuardian(GUARDIAN)).then(new GuardianAssigned(ORDER, GUARDIAN));
  }

  @Test
  void theSameGuardianIsNamedOnce() {
    given(ORDERED, new GuardianAssigned(ORDER, GUARDIAN), STARTED)
        .when(new AssignGuardian(GUARDIAN))
        .thenNothing();
  }

  @Test
  void aGuardianCanBeReplaced() {
    UUID another = EventIds.named("another guardian");
    given(ORDERED, new GuardianAssigned(ORDER, GUARDIAN))
        .when(new AssignGuardian(another))
        .then(new GuardianAssigned(ORDER, another));
  }

  @Test
  void aTransferTellsFromWhereAndWhetherIsolationHadStarted() {
    given(ORDERED).when(new TransferIsolation(IsolationKind.CENTRAL)).then(transferred(false));
    given(ORDERED, STARTED)
        .when(new TransferIsolation(IsolationKind.CENTRAL))
        .then(transferred(true));
  }

  @Test
  void aTransferToWhereThePersonIsChangesNothing() {
    given(ORDERED, STARTED).when(new TransferIsolation(IsolationKind.HOME)).thenNothing();
  }

  @Test
  void peopleMayDecideOnAMilderPlace() {
    given(ORDERED, transferred(false))
        .when(new TransferIsolation(IsolationKind.HOME))
        .then(
            new IsolationTransferred(
                ORDER, PERSON, IsolationKind.CENTRAL, IsolationKind.HOME, false));
  }

  @Test
  void anExtensionEndsLater() {
    given(ORDERED, STARTED)
        .when(new ExtendIsolation(DUE.plusDays(7), TODAY))
        .then(new IsolationExtended(ORDER, DUE.plusDays(7)));
  }

  @Test
  void anExtensionThatEndsNoLaterIsRefused() {
    given(ORDERED)
        .when(new ExtendIsolation(DUE, TODAY))
        .thenRejected(IsolationRejection.DUE_NOT_LATER);
  }

  @Test
  void anExtensionThatIsOverAlreadyIsRefused() {
    given(ORDERED)
        .when(new ExtendIsolation(DUE.plusDays(1), DUE.plusDays(2)))
        .thenRejected(IsolationRejection.DUE_IN_PAST);
  }

  @Test
  void anExtensionHasAnEnd() {
    given(ORDERED)
        .when(new ExtendIsolation(TODAY.plusDays(61), TODAY))
        .thenRejected(IsolationRejection.TERM_TOO_LONG);
  }

  @Test
  void aBreachIsNotedEveryTime() {
    var breached = new IsolationBreached(ORDER, PERSON);
    given(ORDERED, STARTED, breached).when(new NoteBreach()).then(breached);
  }

  @Test
  void nobodyBreachesWhatHasNotStarted() {
    given(ORDERED).when(new NoteBreach()).thenRejected(IsolationRejection.NOT_STARTED);
  }

  private static IsolationTransferred transferred(boolean started) {
    return new IsolationTransferred(
        ORDER, PERSON, IsolationKind.HOME, IsolationKind.CENTRAL, started);
  }
}
