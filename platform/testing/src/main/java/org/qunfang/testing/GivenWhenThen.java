package org.qunfang.testing;

import java.util.List;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Rejection;

/**
 * The rules of one aggregate as sentences: {@code
 * rules(decider).given(events).when(command).then(events)}.
 *
 * @param <C> commands
 * @param <S> state
 * @param <E> events
 */
public final class GivenWhenThen<C, S, E extends DomainEvent> {

  private final Decider<C, S, E> decider;

  private GivenWhenThen(Decider<C, S, E> decider) {
    this.decider = decider;
  }

  public static <C, S, E extends DomainEvent> GivenWhenThen<C, S, E> rules(
      Decider<C, S, E> decider) {
    return new GivenWhenThen<>(decider);
  }

  /** What had happened, in this order; nothing for the beginning. */
  @SafeVarargs
  public final Given given(E... events) {
    return new Given(List.of(events));
  }

  /** What had happened. */
  public final class Given {
    private final List<E> history;

    private Given(List<E> history) {
      this.history = history;
    }

    /** What is wanted now. */
    public When when(C command) {
      return new When(decider.decide(command, decider.replay(history)));
    }

    /** What all of it came to. */
    public S state() {
      return decider.replay(history);
    }
  }

  /** What was decided. */
  public final class When {
    private final Decision<E> decision;

    private When(Decision<E> decision) {
      this.decision = decision;
    }

    /** Exactly these events, in this order; none says that it already was so. */
    @SafeVarargs
    public final void then(E... expected) {
      require(new Decision.Accepted<>(List.of(expected)));
    }

    /** Nothing more: it already was so. */
    public void thenNothing() {
      require(new Decision.Accepted<>(List.of()));
    }

    /** Refused, for this reason. */
    public void thenRejected(Rejection reason) {
      require(new Decision.Rejected<>(reason));
    }

    private void require(Decision<E> expected) {
      if (!decision.equals(expected)) {
        throw new AssertionError("\nexpected: " + expected + "\n but was: " + decision);
      }
    }
  }
}
