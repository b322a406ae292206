package org.qunfang.eventstore;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.qunfang.events.Clocks;
import org.qunfang.events.Decider;
import org.qunfang.events.DomainEvent;
import org.qunfang.eventstore.EventStore.Dated;

/**
 * When what a command leads to has happened: when it was told, and never before what it follows. A
 * closing before the opening would leave less than nothing open in the reports of the days between.
 *
 * <p>Told of the same day, it counts with what it follows: of a day's order no report depends, and
 * what is typed in the evening comes in any order. Told of a day before, it cannot be so, and is
 * refused. Only the first event of a command is what was told; those after it are conclusions, and
 * take effect together with what they follow.
 *
 * @param zone whose midnight ends a day
 * @param refuses false when a rule concludes and nobody could be told no
 */
record Chronology<E extends DomainEvent>(
    Decider<?, ?, E> decider, Told told, ZoneId zone, boolean refuses) {

  /**
   * The events with their times.
   *
   * @throws CommandRejected when what was told cannot have been then
   */
  List<Dated<E>> date(List<E> events, List<Dated<E>> past) {
    List<Dated<E>> all = new ArrayList<>(past);
    for (E event : events) {
      Instant earliest = earliest(event, all);
      if (refuses && all.size() == past.size() && isBefore(earliest)) {
        throw new CommandRejected(TimeRejection.BEFORE_IT_BEGAN);
      }
      all.add(new Dated<>(event, told.time().isBefore(earliest) ? earliest : told.time()));
    }
    return List.copyOf(all.subList(past.size(), all.size()));
  }

  /** On a day before, and by more than clocks differ at midnight. */
  private boolean isBefore(Instant earliest) {
    return dayOf(told.time()).isBefore(dayOf(earliest))
        && told.time().plus(Clocks.DIFFER).isBefore(earliest);
  }

  private LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  private Instant earliest(E event, List<Dated<E>> past) {
    return past.stream()
        .filter(before -> decider.follows(event, before.event()))
        .map(Dated::time)
        .max(Comparator.naturalOrder())
        .orElse(told.time());
  }
}
