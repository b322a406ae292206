package org.qunfang.events;

import java.util.List;

/**
 * What a decider answers: the events that now have happened, or why not.
 *
 * @param <E> the events of the aggregate
 */
public sealed interface Decision<E extends DomainEvent> {

  /** It happened; an empty list says that it already was so. */
  record Accepted<E extends DomainEvent>(List<E> events) implements Decision<E> {}

  /** It cannot be. */
  record Rejected<E extends DomainEvent>(Rejection reason) implements Decision<E> {}

  /** It happened. */
  @SafeVarargs
  static <E extends DomainEvent> Decision<E> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  /** It cannot be. */
  static <E extends DomainEvent> Decision<E> reject(Rejection reason) {
    return new Rejected<>(reason);
  }
}
