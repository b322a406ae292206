package org.qunfang.isolation.order;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.isolation.order.IsolationCommand.OrderIsolation;
import org.qunfang.testing.GivenWhenThen;

/** The person of these tests: a close contact since the tenth of February 2020. */
final class Somebody {

  static final UUID ORDER = EventIds.named("order");
  static final UUID PERSON = EventIds.named("person");
  static final UUID CONTACT = EventIds.named("contact");
  static final UUID CASE = EventIds.named("case");
  static final UUID PASSAGE = EventIds.named("passage");

  static final LocalDate TODAY = LocalDate.of(2020, 2, 12);
  static final LocalDate DUE = LocalDate.of(2020, 2, 24);

  static final Ground AS_CONTACT =
      new Ground(CONTACT, IsolationKind.HOME, IsolationReason.CLOSE_CONTACT, DUE);
  static final Ground AS_SUSPECTED =
      new Ground(CASE, IsolationKind.CENTRAL, IsolationReason.CASE, TODAY.plusDays(14));
  static final Ground AS_CONFIRMED =
      new Ground(CASE, IsolationKind.HOSPITAL, IsolationReason.CASE, TODAY.plusDays(16));
  static final Ground WITH_FEVER =
      new Ground(
          PASSAGE, IsolationKind.MEDICAL_OBSERVATION, IsolationReason.FEVER, TODAY.plusDays(14));

  static final OrderIsolation ORDER_HOME = new OrderIsolation(ORDER, PERSON, AS_CONTACT, TODAY);

  static final IsolationOrdered ORDERED = ordered(AS_CONTACT);
  static final IsolationStarted STARTED = new IsolationStarted(ORDER, PERSON, IsolationKind.HOME);

  private Somebody() {}

  static IsolationOrdered ordered(Ground ground) {
    return new IsolationOrdered(
        ORDER, PERSON, ground.kind(), ground.reason(), ground.due(), ground.cause());
  }

  static GivenWhenThen<IsolationCommand, IsolationOrder, IsolationEvent>.Given given(
      IsolationEvent... events) {
    return rules(new IsolationDecider()).given(events);
  }
}
