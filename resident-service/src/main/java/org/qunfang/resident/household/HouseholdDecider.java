package org.qunfang.resident.household;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.DoorPlateAssigned;
import org.qunfang.events.ResidentEvent.HouseholdClosed;
import org.qunfang.events.ResidentEvent.HouseholdCorrected;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdPlaced;
import org.qunfang.events.ResidentEvent.HouseholdRegistered;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.OccupantsReached;
import org.qunfang.events.ResidentEvent.RevisitCaughtUp;
import org.qunfang.events.ResidentEvent.RevisitFellDue;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.resident.household.Household.Closed;
import org.qunfang.resident.household.Household.Registered;
import org.qunfang.resident.household.Household.Revisit;
import org.qunfang.resident.household.Household.Unknown;
import org.qunfang.resident.household.HouseholdCommand.AssignPlate;
import org.qunfang.resident.household.HouseholdCommand.CheckRevisit;
import org.qunfang.resident.household.HouseholdCommand.CloseHousehold;
import org.qunfang.resident.household.HouseholdCommand.CorrectHousehold;
import org.qunfang.resident.household.HouseholdCommand.PlaceHousehold;
import org.qunfang.resident.household.HouseholdCommand.ReachOccupants;
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
    return switch (state) {
      case Unknown() ->
          command instanceof RegisterHousehold register
              ? accept(
                  new HouseholdRegistered(
                      register.id(), register.tenure(), register.compound(), register.building()))
              : reject(HouseholdRejection.NO_SUCH_HOUSEHOLD);
      case Registered household -> decide(command, household);
      case Closed closed -> decideClosed(command);
    };
  }

  private static Decision<HouseholdEvent> decide(HouseholdCommand command, Registered household) {
    return switch (command) {
      case RegisterHousehold again -> reject(HouseholdRejection.HOUSEHOLD_ALREADY_REGISTERED);
      case VisitHousehold visit -> visit(visit, household);
      case ReachOccupants reached -> reach(reached, household);
      case CheckRevisit check -> check(check, household);
      case CorrectHousehold correct ->
          correct.tenure() == household.tenure()
              ? accept()
              : accept(
                  new HouseholdCorrected(household.id(), correct.tenure(), household.tenure()));
      case CloseHousehold close -> close(close, household);
      case PlaceHousehold place ->
          place.place().equals(household.place())
              ? accept()
              : accept(new HouseholdPlaced(household.id(), place.place(), household.place()));
      case AssignPlate plate ->
          plate.category() == household.plate() && !plate.rewritten()
              ? accept()
              : accept(new DoorPlateAssigned(household.id(), plate.category(), plate.number()));
    };
  }

  private static Decision<HouseholdEvent> decideClosed(HouseholdCommand command) {
    return switch (command) {
      case RegisterHousehold again -> reject(HouseholdRejection.HOUSEHOLD_ALREADY_REGISTERED);
      case CloseHousehold again -> accept();
      case CheckRevisit nothing -> accept();
      case VisitHousehold late -> reject(HouseholdRejection.HOUSEHOLD_CLOSED);
      case ReachOccupants late -> reject(HouseholdRejection.HOUSEHOLD_CLOSED);
      case CorrectHousehold late -> reject(HouseholdRejection.HOUSEHOLD_CLOSED);
      case PlaceHousehold late -> reject(HouseholdRejection.HOUSEHOLD_CLOSED);
      case AssignPlate late -> reject(HouseholdRejection.HOUSEHOLD_CLOSED);
    };
  }

  private static Decision<HouseholdEvent> visit(VisitHousehold visit, Registered household) {
    if (visit.outcome() != VisitOutcome.SCREENED
        && (visit.people() != 0 || !visit.missing().isEmpty())) {
      return reject(HouseholdRejection.PEOPLE_WITHOUT_SCREENING);
    }
    if ((visit.outcome() == VisitOutcome.REACHED_ELSEWHERE) != elsewhere(visit.whereabouts())) {
      return reject(HouseholdRejection.WHEREABOUTS_UNCLEAR);
    }
    Integer before = household.screened().get(visit.round());
    if (before != null) {
      return visit.outcome() == VisitOutcome.SCREENED && visit.people() == before
          ? accept()
          : reject(HouseholdRejection.ALREADY_SCREENED);
    }
    List<HouseholdEvent> events = new ArrayList<>(2);
    events.add(
        new HouseholdVisited(
            household.id(),
            visit.round(),
            visit.outcome(),
            household.tenure(),
            visit.people(),
            visit.outcome() == VisitOutcome.NOBODY_HOME ? visit.at().plus(REVISIT_WITHIN) : null,
            visit.screening(),
            visit.whereabouts(),
            visit.missing().isEmpty() ? null : List.copyOf(new TreeSet<>(visit.missing()))));
    if (household.revisit() instanceof Revisit.Overdue overdue && catchesUp(visit, overdue)) {
      events.add(new RevisitCaughtUp(household.id(), overdue.round()));
    }
    return new Decision.Accepted<>(events);
  }

  private static boolean elsewhere(@Nullable Whereabouts whereabouts) {
    return whereabouts != null && whereabouts != Whereabouts.AT_HOME;
  }

  /** Whoever is reached is reached; nobody home is another visit only when it was a later one. */
  private static boolean catchesUp(VisitHousehold visit, Revisit.Overdue overdue) {
    return visit.outcome() != VisitOutcome.NOBODY_HOME
        || visit.at().plus(REVISIT_WITHIN).isAfter(overdue.due());
  }

  private static Decision<HouseholdEvent> reach(ReachOccupants reached, Registered household) {
    Set<UUID> missing = household.missing().getOrDefault(reached.round(), Set.of());
    return missing.containsAll(reached.residents())
        ? accept(
            new OccupantsReached(
                household.id(),
                reached.round(),
                household.tenure(),
                List.copyOf(new TreeSet<>(reached.residents())),
                reached.whereabouts()))
        : reject(HouseholdRejection.NOT_MISSING);
  }

  private static Decision<HouseholdEvent> check(CheckRevisit check, Registered household) {
    return switch (household.revisit()) {
      case Revisit.None() -> accept();
      case Revisit.Overdue overdue -> accept();
      case Revisit.Pending(int round, Instant due) ->
          due.isAfter(check.asOf())
              ? accept()
              : accept(new RevisitFellDue(household.id(), round, due));
    };
  }

  private static Decision<HouseholdEvent> close(CloseHousehold close, Registered household) {
    if (close.people() > 0) {
      return reject(HouseholdRejection.HOUSEHOLD_OCCUPIED);
    }
    var closed = new HouseholdClosed(household.id(), household.tenure(), close.reason());
    return household.revisit() instanceof Revisit.Overdue overdue
        ? accept(closed, new RevisitCaughtUp(household.id(), overdue.round()))
        : accept(closed);
  }

  /**
   * Doors are knocked at first, and the register is typed in the evening: visits are told late and
   * in any order. But nobody catches up what has not fallen due, nor goes off a register before
   * coming onto it.
   */
  @Override
  public boolean follows(HouseholdEvent event, HouseholdEvent earlier) {
    return switch (event) {
      case HouseholdRegistered registered -> false;
      case HouseholdVisited visited -> false;
      case OccupantsReached reached -> false;
      case RevisitFellDue overdue -> earlier instanceof HouseholdRegistered;
      case RevisitCaughtUp caughtUp -> earlier instanceof RevisitFellDue;
      case HouseholdCorrected corrected -> isOfTheRegister(earlier);
      case HouseholdClosed closed -> isOfTheRegister(earlier);
      case HouseholdPlaced placed -> earlier instanceof HouseholdPlaced;
      case DoorPlateAssigned plate -> earlier instanceof DoorPlateAssigned;
    };
  }

  private static boolean isOfTheRegister(HouseholdEvent event) {
    return event instanceof HouseholdRegistered
        || event instanceof HouseholdCorrected
        || event instanceof HouseholdClosed;
  }

  @Override
  public Household evolve(Household state, HouseholdEvent event) {
    return switch (event) {
      case HouseholdRegistered registered ->
          Registered.now(registered.household(), registered.tenure());
      case HouseholdClosed closed -> new Closed(closed.household());
      case RevisitCaughtUp caughtUp ->
          state instanceof Registered household ? caughtUp(household) : state;
      case HouseholdVisited visited -> visited(known(state), visited);
      case OccupantsReached reached ->
          known(state).reached(reached.round(), Set.copyOf(reached.residents()));
      case RevisitFellDue overdue ->
          known(state).with(new Revisit.Overdue(overdue.round(), overdue.due(), null));
      case HouseholdCorrected corrected -> known(state).held(corrected.tenure());
      case HouseholdPlaced placed -> known(state).placed(placed.place());
      case DoorPlateAssigned plate -> known(state).plated(plate.category());
    };
  }

  private static Registered visited(Registered household, HouseholdVisited visit) {
    List<UUID> missing = visit.missing();
    Registered visited =
        visit.outcome() == VisitOutcome.SCREENED
            ? household
                .screened(visit.round(), visit.people())
                .missing(visit.round(), missing == null ? Set.of() : Set.copyOf(missing))
            : household;
    return visited.with(next(visited.revisit(), visit.round(), visit.revisitBy()));
  }

  private static Revisit next(Revisit revisit, int round, @Nullable Instant revisitBy) {
    return switch (revisit) {
      // That it was made is told by an event of its own.
      case Revisit.Overdue(int first, Instant due, Instant next) ->
          new Revisit.Overdue(
              first, due, revisitBy != null && !revisitBy.isAfter(due) ? next : revisitBy);
      case Revisit.None() -> pending(round, revisitBy);
      // A visit told late makes no later one undone.
      case Revisit.Pending(int first, Instant due) ->
          revisitBy != null && revisitBy.isBefore(due) ? revisit : pending(round, revisitBy);
    };
  }

  private static Revisit pending(int round, @Nullable Instant revisitBy) {
    return revisitBy == null ? new Revisit.None() : new Revisit.Pending(round, revisitBy);
  }

  private static Registered caughtUp(Registered household) {
    return switch (household.revisit()) {
      case Revisit.Overdue(int round, Instant due, Instant next) ->
          household.with(pending(round, next));
      case Revisit.None() -> household;
      case Revisit.Pending pending -> household;
    };
  }

  private static Registered known(Household state) {
    return switch (state) {
      case Registered household -> household;
      case Unknown() -> throw new IllegalStateException("a visit before the registration");
      case Closed closed -> throw new IllegalStateException("a household that was closed before");
    };
  }
}
