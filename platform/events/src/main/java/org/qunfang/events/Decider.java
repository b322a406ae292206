package org.qunfang.events;

import java.util.List;

/**
 * The rules of one aggregate, pure: no clock, no randomness, no framework. Commands bring the time
 * and the ids.
 *
 * @param <C> commands, a sealed interface
 * @param <S> state, a sealed interface
 * @param <E> the events of the aggregate
 */
public interface Decider<C, S, E extends DomainEvent> {

  /** The state before anything happened. */
  S initial();

  /** What the command leads to. */
  Decision<E> decide(C command, S state);

  /** The state after the event. It checks nothing: what has happened has happened. */
  S evolve(S state, E event);

  /**
   * Whether the event cannot be without that earlier one of the same aggregate, and so cannot have
   * happened before it either: nothing is closed before it was opened. Most things happen one after
   * the other. What is told late, and for itself, follows less: a symptom, a breach, a visit.
   */
  default boolean follows(E event, E earlier) {
    return true;
  }

  /** The state after a history. */
  default S replay(List<E> history) {
    S state = initial();
    for (E event : history) {
      state = evolve(state, event);
    }
    return state;
  }
}
