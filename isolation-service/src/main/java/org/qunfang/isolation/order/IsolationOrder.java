package org.qunfang.isolation.order;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;

/** What an isolation order is at the moment. */
public sealed interface IsolationOrder {

  /** Nothing has been ordered yet. */
  record NotOrdered() implements IsolationOrder {}

  /** The order holds, whether the person is there yet or not. */
  sealed interface Open extends IsolationOrder {
    Terms terms();
  }

  /** Ordered, and the person is still on the way. */
  record Ordered(Terms terms) implements Open {}

  /** The person is where the order says. */
  record Started(Terms terms) implements Open {}

  /** It is over. */
  record Released(Terms terms) implements IsolationOrder {}

  /**
   * What the order says.
   *
   * @param reason what it was first made for
   * @param due the last day of isolation
   * @param grounds every reason that stands, the first one first; never empty
   * @param ever every reason that has ever stood, as it was
   * @param guardian who answers for the person, one to one (一对一)
   */
  record Terms(
      UUID order,
      UUID person,
      IsolationKind kind,
      IsolationReason reason,
      LocalDate due,
      List<Ground> grounds,
      List<Ground> ever,
      @Nullable UUID guardian) {

    /** What an order says at first. */
    Terms(UUID order, UUID person, Ground ground) {
      this(
          order,
          person,
          ground.kind(),
          ground.reason(),
          ground.due(),
          List.of(ground),
          List.of(ground),
          null);
    }

    /** True when somebody was isolated for such a reason before, by the same order. */
    boolean repeatedBy(Ground ground) {
      return ever.stream().anyMatch(ground::repeats);
    }

    /** The last day that any of the standing grounds asks for. */
    LocalDate latestGround() {
      return grounds.stream().map(Ground::due).max(LocalDate::compareTo).orElse(due);
    }

    /** True while a case among the grounds is open: then no term ends the order. */
    public boolean lastsUntilCaseCloses() {
      return grounds.stream().anyMatch(Ground::lastsUntilCaseCloses);
    }

    Terms of(IsolationKind kind) {
      return new Terms(order, person, kind, reason, due, grounds, ever, guardian);
    }

    Terms until(LocalDate due) {
      return new Terms(order, person, kind, reason, due, grounds, ever, guardian);
    }

    Terms with(List<Ground> grounds) {
      List<Ground> all = Stream.concat(ever.stream(), grounds.stream()).distinct().toList();
      return new Terms(order, person, kind, reason, due, grounds, all, guardian);
    }

    Terms guardedBy(UUID guardian) {
      return new Terms(order, person, kind, reason, due, grounds, ever, guardian);
    }
  }
}
