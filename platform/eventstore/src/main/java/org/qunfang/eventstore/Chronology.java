package org.qunfang.eventstore;

import java.time.Instant;
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
 * <p>Told a little earlier than that, it was two clocks that differ; told much earlier, it cannot
 * be so, and is refused. Only the first event of a command is what was told; those after it are
 * conclusions, and take effect together with what they follow.
 *
 * @param refuses false when a rule concludes and nobody could be told no
 */
record Chronology<E extends DomainEvent>(Decider<?, ?, E> decider, Told told, boolean refuses) {

  /**
   * The events with their times.
   *
   * @throws CommandRejected when what was told cannot have been then
   */
  List<Dated<E>> date(List<E> events, List<Dated<E>> past) {
    List<Dated<E>> dated = new ArrayList<>(events.size());
    for (E event : events) {
      Instant earliest = earliest(event, past);
      if (refuses && dated.isEmpty() && told.time().plus(Clocks.DIFFER).isBefore(earliest)) {
        throw new CommandRejected(TimeRejection.BEFORE_IT_BEGAN);
      }
      dated.add(new Dated<>(event, told.time().isBefore(earliest) ? earliest : told.time()));
    }
    return dated;
  }

  private Instant earliest(E event, List<Dated<E>> past) {
    return past.stream()
        .filter(before -> decider.follows(event, before.event()))
        .map(Dated::time)
        .max(Comparator.naturalOrder())
        .orElse(told.time());
  }
}
