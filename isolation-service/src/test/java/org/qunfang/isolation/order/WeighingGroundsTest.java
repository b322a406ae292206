package org.qunfang.isolation.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.qunfang.isolation.order.Somebody.*;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.qunfang.events.Decision;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.isolation.order.IsolationCommand.AddGround;
import org.qunfang.isolation.order.IsolationOrder.Open;
import org.qunfang.isolation.order.IsolationOrder.Terms;

/** Laws that hold for any grounds in any order. */
class WeighingGroundsTest {

  @Property
  void inWhateverOrderGroundsComeAllAreMet(@ForAll("grounds") List<Ground> grounds) {
    Terms terms = termsAfter(grounds);

    for (Ground ground : grounds) {
      assertFalse(IsolationRules.stricter(ground.kind(), terms.kind()));
      assertFalse(ground.due().isAfter(terms.due()));
    }
  }

  @Property
  void groundsThatComeTwiceAreHarmless(@ForAll("grounds") List<Ground> grounds) {
    List<Ground> twice = new ArrayList<>(grounds);
    twice.addAll(grounds);

    assertEquals(termsAfter(grounds), termsAfter(twice));
  }

  @Provide
  Arbitrary<List<Ground>> grounds() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 5),
            Arbitraries.of(IsolationKind.class),
            Arbitraries.of(IsolationReason.class).filter(reason -> reason != IsolationReason.FEVER),
            Arbitraries.integers().between(0, 60))
        .as(
            (cause, kind, reason, days) ->
                new Ground(causeOf(cause), kind, reason, TODAY.plusDays(days)))
        .list()
        .uniqueElements(Ground::cause)
        .ofMaxSize(5);
  }

  private static UUID causeOf(int number) {
    return EventIds.named("cause", Integer.toString(number));
  }

  private static Terms termsAfter(List<Ground> grounds) {
    IsolationDecider decider = new IsolationDecider();
    IsolationOrder order = decider.replay(List.of(ORDERED));
    for (Ground ground : grounds) {
      if (decider.decide(new AddGround(ground), order)
          instanceof Decision.Accepted<IsolationEvent>(List<IsolationEvent> events)) {
        for (IsolationEvent event : events) {
          order = decider.evolve(order, event);
        }
      }
    }
    return ((Open) order).terms();
  }
}
