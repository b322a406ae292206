package org.qunfang.resident.stranded;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.LocalDate;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.StayEvent;
import org.qunfang.events.ResidentEvent.StrandedStayNoted;

/** The rules of noting how somebody stranded stays: what was noted last holds. */
public final class StayDecider implements Decider<NoteStay, Stay, StayEvent> {

  @Override
  public Stay initial() {
    return new Stay.Unknown();
  }

  @Override
  public Decision<StayEvent> decide(NoteStay command, Stay state) {
    Stay.Noted stay = command.stay();
    LocalDate end = stay.expectedEnd();
    if (stay.since().isAfter(command.today())) {
      return reject(StayRejection.STAY_IN_FUTURE);
    }
    if (end != null && end.isBefore(stay.since())) {
      return reject(StayRejection.STAY_ENDS_FIRST);
    }
    return stay.equals(state)
        ? accept()
        : accept(new StrandedStayNoted(command.resident(), stay.since(), stay.site(), end));
  }

  @Override
  public Stay evolve(Stay state, StayEvent event) {
    return switch (event) {
      case StrandedStayNoted e -> new Stay.Noted(e.since(), e.site(), e.expectedEnd());
    };
  }
}
