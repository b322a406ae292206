package org.qunfang.resident.worker;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.AttendanceEvent;
import org.qunfang.events.ResidentEvent.AttendanceLogged;
import org.qunfang.events.ResidentEvent.AttendanceStruck;
import org.qunfang.resident.worker.AttendanceCommand.LogAttendance;
import org.qunfang.resident.worker.AttendanceCommand.StrikeAttendance;

/** The rules of attendance: no hour counts twice, and what was wrong is struck, not rewritten. */
public final class AttendanceDecider
    implements Decider<AttendanceCommand, Attendance, AttendanceEvent> {

  private static final Duration LONGEST = Duration.ofHours(24);

  @Override
  public Attendance initial() {
    return new Attendance(Map.of(), Set.of());
  }

  @Override
  public Decision<AttendanceEvent> decide(AttendanceCommand command, Attendance state) {
    return switch (command) {
      case LogAttendance(UUID id, UUID worker, Span span) -> log(id, worker, span, state);
      case StrikeAttendance(UUID id, UUID worker) ->
          state.logged().containsKey(id)
              ? accept(new AttendanceStruck(id, worker))
              : state.struck().contains(id)
                  ? accept()
                  : reject(AttendanceRejection.NO_SUCH_ATTENDANCE);
    };
  }

  private static Decision<AttendanceEvent> log(UUID id, UUID worker, Span span, Attendance state) {
    if (state.logged().containsKey(id) || state.struck().contains(id)) {
      return reject(AttendanceRejection.ATTENDANCE_ALREADY_LOGGED);
    }
    if (!span.lastsAtMost(LONGEST)) {
      return reject(AttendanceRejection.ATTENDANCE_WITHOUT_LENGTH);
    }
    return state.logged().values().stream().anyMatch(span::overlaps)
        ? reject(AttendanceRejection.ATTENDANCE_OVERLAPS)
        : accept(new AttendanceLogged(id, worker, span.from(), span.until()));
  }

  /** Days are told in any order; only what was logged can be struck. */
  @Override
  public boolean follows(AttendanceEvent event, AttendanceEvent earlier) {
    return switch (event) {
      case AttendanceLogged logged -> false;
      case AttendanceStruck struck ->
          earlier instanceof AttendanceLogged logged
              && logged.attendance().equals(struck.attendance());
    };
  }

  @Override
  public Attendance evolve(Attendance state, AttendanceEvent event) {
    Map<UUID, Span> logged = new HashMap<>(state.logged());
    Set<UUID> struck = new HashSet<>(state.struck());
    switch (event) {
      case AttendanceLogged it -> logged.put(it.attendance(), new Span(it.from(), it.until()));
      case AttendanceStruck it -> {
        logged.remove(it.attendance());
        struck.add(it.attendance());
      }
    }
    return new Attendance(Map.copyOf(logged), Set.copyOf(struck));
  }
}
