package org.qunfang.resident.household;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdRegistered;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.RevisitCaughtUp;
import org.qunfang.events.ResidentEvent.RevisitFellDue;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.resident.household.Household.Registered;
import org.qunfang.resident.household.Household.Revisit;
import org.qunfang.resident.household.Household.Unknown;
import org.qunfang.resident.household.HouseholdCommand.CheckRevisit;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;
import org.qunfang.resident.household.HouseholdCommand.VisitHousehold;

/**
 * The rules of screening: a household counts once a round, and where nobody is home somebody comes
 * again within six hours, again and again until the occupants are reached.
 */
public final class HouseholdDecider
    implements Decider<HouseholdCommand, Household, HouseholdEvent> {

  /** How soon somebody comes again after nobody was home. */
  static final Duration REVISIT_WITHIN = Duration.ofHours(6);

  @Override
  public Household initial() {
    return new Unknown();
  }

  @Override
  public Decision<HouseholdEvent> decide(HouseholdCommand command, Household state) {
    return switch (command) {
      case RegisterHousehold register -> register(register, state);
      case VisitHousehold visit ->
          switch (state) {
            case Unknown() -> reject(HouseholdRejection.NO_SUCH_HOUSEHOLD);
            case Registered household -> visit(visit, household);
          };
      case CheckRevisit check ->
          switch (state) {
            case Unknown() -> reject(HouseholdRejection.NO_SUCH_HOUSEHOLD);
            case Registered household -> check(check, household);
          };
    };
  }

  private static Decision<HouseholdEvent> register(RegisterHousehold command, Household state) {
    return switch (state) {
      case Unknown() ->
          accept(
              new HouseholdRegistered(
                  command.id(), command.tenure(), command.compound(), command.building()));
      case Registered already -> reject(HouseholdRejection.HOUSEHOLD_ALREADY_REGISTERED);
    };
  }

  private static Decision<HouseholdEvent> visit(VisitHousehold visit, Registered household) {
    if (visit.outcome() != VisitOutcome.SCREENED && visit.people() != 0) {
      return reject(HouseholdRejection.PEOPLE_WITHOUT_SCREENING);
    }
    Integer before = household.screened().get(visit.round());
    if (before != null) {
      return visit.outcome() == VisitOutcome.SCREENED && visit.people() == before
          ? accept()
          : reject(HouseholdRejection.ALREADY_SCREENED);
    }
    boolean reached = visit.outcome() != VisitOutcome.NOBODY_HOME;
    List<HouseholdEvent> events = new ArrayList<>(2);
    events.add(
        new HouseholdVisited(
            household.id(),
            visit.round(),
            visit.outcome(),
            household.tenure(),
            visit.people(),
            reached ? null : visit.at().plus(REVISIT_WITHIN)));
    if (reached && household.revisit() instanceof Revisit.Overdue(int round)) {
      events.add(new RevisitCaughtUp(household.id(), round));
    }
    return new Decision.Accepted<>(events);
  }

  private static Decision<HouseholdEvent> check(CheckRevisit check, Registered household) {
    return switch (household.revisit()) {
      case Revisit.None() -> accept();
      case Revisit.Overdue(int round) -> accept();
      case Revisit.Pending(int round, Instant due) ->
          due.isAfter(check.asOf())
              ? accept()
              : accept(new RevisitFellDue(household.id(), round, due));
    };
  }

  /**
   * Doors are knocked at first, and the register is typed in the evening: visits are told late and
   * in any order. But nobody catches up what has not fallen due.
   */
  @Override
  public boolean follows(HouseholdEvent event, HouseholdEvent earlier) {
    return switch (event) {
      case HouseholdRegistered registered -> false;
      case HouseholdVisited visited -> false;
      case RevisitFellDue overdue -> earlier instanceof HouseholdRegistered;
      case RevisitCaughtUp caughtUp -> earlier instanceof RevisitFellDue;
    };
  }

  @Override
  public Household evolve(Household state, HouseholdEvent event) {
    return switch (event) {
      case HouseholdRegistered registered ->
          new Registered(registered.household(), registered.tenure(), Map.of(), new Revisit.None());
      case HouseholdVisited visited -> visited(known(state), visited);
      case RevisitFellDue overdue ->
          withRevisit(known(state), new Revisit.Overdue(overdue.round()));
      case RevisitCaughtUp caughtUp -> withRevisit(known(state), new Revisit.None());
    };
  }

  private static Registered visited(Registered household, HouseholdVisited visit) {
    Instant revisitBy = visit.revisitBy();
    Registered visited =
        visit.outcome() == VisitOutcome.SCREENED
            ? new Registered(
                household.id(),
                household.tenure(),
                with(household.screened(), visit.round(), visit.people()),
                household.revisit())
            : household;
    return switch (visited.revisit()) {
      // Only being reached ends it, and that is told by an event of its own.
      case Revisit.Overdue overdue -> visited;
      case Revisit.None() -> withRevisit(visited, next(visit.round(), revisitBy));
      case Revisit.Pending pending -> withRevisit(visited, next(visit.round(), revisitBy));
    };
  }

  private static Revisit next(int round, @Nullable Instant revisitBy) {
    return revisitBy == null ? new Revisit.None() : new Revisit.Pending(round, revisitBy);
  }

  private static Registered withRevisit(Registered household, Revisit revisit) {
    return new Registered(household.id(), household.tenure(), household.screened(), revisit);
  }

  private static Map<Integer, Integer> with(Map<Integer, Integer> screened, int round, int people) {
    Map<Integer, Integer> more = new HashMap<>(screened);
    more.put(round, people);
    return Map.copyOf(more);
  }

  private static Registered known(Household state) {
    return switch (state) {
      case Registered household -> household;
      case Unknown() -> throw new IllegalStateException("a visit before the registration");
    };
  }
}
