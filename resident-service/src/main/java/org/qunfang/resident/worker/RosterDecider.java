package org.qunfang.resident.worker;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.RosterEvent;
import org.qunfang.events.ResidentEvent.ShiftCalledOff;
import org.qunfang.events.ResidentEvent.ShiftPlanned;
import org.qunfang.resident.worker.Roster.PlannedDuty;
import org.qunfang.resident.worker.RosterCommand.CallOffAll;
import org.qunfang.resident.worker.RosterCommand.CallOffShift;
import org.qunfang.resident.worker.RosterCommand.PlanShift;

/** The rules of a roster: nobody is at two posts at once, and nobody for more than 16 hours. */
public final class RosterDecider implements Decider<RosterCommand, Roster, RosterEvent> {

  private static final Duration LONGEST = Duration.ofHours(16);

  @Override
  public Roster initial() {
    return new Roster(Map.of(), Set.of());
  }

  @Override
  public Decision<RosterEvent> decide(RosterCommand command, Roster state) {
    return switch (command) {
      case PlanShift shift -> plan(shift, state);
      case CallOffShift(UUID shift) -> callOff(shift, state);
      case CallOffAll(Instant from) -> callOffAll(from, state);
    };
  }

  private static Decision<RosterEvent> plan(PlanShift shift, Roster state) {
    if (state.planned().containsKey(shift.shift()) || state.calledOff().contains(shift.shift())) {
      return reject(RosterRejection.SHIFT_ALREADY_PLANNED);
    }
    if (!shift.onDuty()) {
      return reject(RosterRejection.NOT_ON_DUTY);
    }
    if (!shift.postOpen()) {
      return reject(RosterRejection.POST_CLOSED);
    }
    if (!shift.span().lastsAtMost(LONGEST)) {
      return reject(RosterRejection.SHIFT_WITHOUT_LENGTH);
    }
    return state.planned().values().stream().anyMatch(it -> it.span().overlaps(shift.span()))
        ? reject(RosterRejection.SHIFT_OVERLAPS)
        : accept(
            new ShiftPlanned(
                shift.shift(),
                shift.worker(),
                shift.post(),
                shift.span().from(),
                shift.span().until()));
  }

  private static Decision<RosterEvent> callOff(UUID shift, Roster state) {
    PlannedDuty planned = state.planned().get(shift);
    if (planned == null) {
      return state.calledOff().contains(shift) ? accept() : reject(RosterRejection.NO_SUCH_SHIFT);
    }
    return accept(new ShiftCalledOff(shift, planned.worker(), planned.post()));
  }

  private static Decision<RosterEvent> callOffAll(Instant from, Roster state) {
    return new Decision.Accepted<>(
        state.planned().entrySet().stream()
            .filter(it -> it.getValue().span().until().isAfter(from))
            .sorted(Map.Entry.comparingByKey())
            .<RosterEvent>map(
                it -> new ShiftCalledOff(it.getKey(), it.getValue().worker(), it.getValue().post()))
            .toList());
  }

  /** Shifts are planned in any order; only what was planned can be called off. */
  @Override
  public boolean follows(RosterEvent event, RosterEvent earlier) {
    return switch (event) {
      case ShiftPlanned planned -> false;
      case ShiftCalledOff off ->
          earlier instanceof ShiftPlanned planned && planned.shift().equals(off.shift());
    };
  }

  @Override
  public Roster evolve(Roster state, RosterEvent event) {
    Map<UUID, PlannedDuty> planned = new HashMap<>(state.planned());
    Set<UUID> calledOff = new HashSet<>(state.calledOff());
    switch (event) {
      case ShiftPlanned shift ->
          planned.put(
              shift.shift(),
              new PlannedDuty(shift.worker(), shift.post(), new Span(shift.from(), shift.until())));
      case ShiftCalledOff shift -> {
        planned.remove(shift.shift());
        calledOff.add(shift.shift());
      }
    }
    return new Roster(Map.copyOf(planned), Set.copyOf(calledOff));
  }
}
