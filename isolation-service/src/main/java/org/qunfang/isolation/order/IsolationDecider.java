package org.qunfang.isolation.order;

import static org.qunfang.isolation.order.IsolationRejection.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.IsolationEvent;
import org.qunfang.events.IsolationEvent.GuardianAssigned;
import org.qunfang.events.IsolationEvent.HealthCheckMissed;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.events.IsolationEvent.IsolationBreached;
import org.qunfang.events.IsolationEvent.IsolationExtended;
import org.qunfang.events.IsolationEvent.IsolationGroundAdded;
import org.qunfang.events.IsolationEvent.IsolationGroundLifted;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.isolation.order.IsolationCommand.AddGround;
import org.qunfang.isolation.order.IsolationCommand.AssignGuardian;
import org.qunfang.isolation.order.IsolationCommand.ExtendIsolation;
import org.qunfang.isolation.order.IsolationCommand.LiftGround;
import org.qunfang.isolation.order.IsolationCommand.NoteBreach;
import org.qunfang.isolation.order.IsolationCommand.OrderIsolation;
import org.qunfang.isolation.order.IsolationCommand.ReleaseIsolation;
import org.qunfang.isolation.order.IsolationCommand.ReleaseWhenDue;
import org.qunfang.isolation.order.IsolationCommand.ReweighGround;
import org.qunfang.isolation.order.IsolationCommand.StartIsolation;
import org.qunfang.isolation.order.IsolationCommand.TransferIsolation;
import org.qunfang.isolation.order.IsolationOrder.NotOrdered;
import org.qunfang.isolation.order.IsolationOrder.Open;
import org.qunfang.isolation.order.IsolationOrder.Ordered;
import org.qunfang.isolation.order.IsolationOrder.Released;
import org.qunfang.isolation.order.IsolationOrder.Started;
import org.qunfang.isolation.order.IsolationOrder.Terms;

/**
 * The life of an isolation order: ordered, started, moved, prolonged, breached, released.
 *
 * <p>A person has one order, however many reasons there are. A further reason can make it stricter
 * and longer by itself. When one of several reasons goes, the last day follows from those that
 * stand, but the place does not: moving somebody to a milder place is for people to decide.
 */
public final class IsolationDecider
    implements Decider<IsolationCommand, IsolationOrder, IsolationEvent> {

  @Override
  public IsolationOrder initial() {
    return new NotOrdered();
  }

  @Override
  public Decision<IsolationEvent> decide(IsolationCommand command, IsolationOrder state) {
    return switch (state) {
      case NotOrdered() -> onNothing(command);
      case Open open -> onOpen(command, open, open.terms());
      case Released(Terms terms) -> onReleased(command, terms);
    };
  }

  private static Decision<IsolationEvent> onNothing(IsolationCommand command) {
    return command instanceof OrderIsolation wanted
        ? order(wanted)
        : Decision.reject(NO_SUCH_ORDER);
  }

  private static Decision<IsolationEvent> onOpen(IsolationCommand command, Open open, Terms terms) {
    return switch (command) {
      case OrderIsolation wanted -> orderAgain(wanted, terms);
      case AddGround(Ground ground) -> addGround(ground, open, terms);
      case ReweighGround(Ground ground) -> reweigh(ground, open, terms);
      case LiftGround(UUID cause, ReleaseGround outcome) -> liftGround(cause, outcome, open, terms);
      case StartIsolation() -> start(open, terms);
      case AssignGuardian(UUID guardian) ->
          guardian.equals(terms.guardian())
              ? Decision.accept()
              : Decision.accept(new GuardianAssigned(terms.order(), guardian));
      case TransferIsolation(IsolationKind to) ->
          to == terms.kind() ? Decision.accept() : Decision.accept(transferred(open, terms, to));
      case ExtendIsolation(LocalDate due, LocalDate today) -> extend(due, today, terms);
      case NoteBreach() ->
          open instanceof Started
              ? Decision.accept(new IsolationBreached(terms.order(), terms.person()))
              : Decision.reject(NOT_STARTED);
      case ReleaseIsolation(ReleaseGround ground, LocalDate today) ->
          release(ground, today, open, terms);
      case ReleaseWhenDue(LocalDate today) ->
          terms.due().isBefore(today) && !terms.lastsUntilCaseCloses()
              ? Decision.accept(released(open, terms, ReleaseGround.TERM_ENDED))
              : Decision.accept();
    };
  }

  /** A reason that goes, or a term that ends, after the release changes nothing any more. */
  private static Decision<IsolationEvent> onReleased(IsolationCommand command, Terms terms) {
    return switch (command) {
      case OrderIsolation wanted -> orderAgain(wanted, terms);
      case LiftGround lifted -> Decision.accept();
      case ReleaseWhenDue due -> Decision.accept();
      case AddGround added -> Decision.reject(ORDER_ENDED);
      case ReweighGround weighed -> Decision.reject(ORDER_ENDED);
      case StartIsolation started -> Decision.reject(ORDER_ENDED);
      case AssignGuardian assigned -> Decision.reject(ORDER_ENDED);
      case TransferIsolation transferred -> Decision.reject(ORDER_ENDED);
      case ExtendIsolation extended -> Decision.reject(ORDER_ENDED);
      case NoteBreach noted -> Decision.reject(ORDER_ENDED);
      case ReleaseIsolation released -> Decision.reject(ORDER_ENDED);
    };
  }

  private static Decision<IsolationEvent> order(OrderIsolation wanted) {
    Ground ground = wanted.ground();
    if (ground.due().isBefore(wanted.today())) {
      return Decision.reject(DUE_IN_PAST);
    }
    if (IsolationRules.tooLong(wanted.today(), ground.due())) {
      return Decision.reject(TERM_TOO_LONG);
    }
    return Decision.accept(
        new IsolationOrdered(
            wanted.order(),
            wanted.person(),
            ground.kind(),
            ground.reason(),
            ground.due(),
            ground.cause()));
  }

  /** The same order told twice is one order. */
  private static Decision<IsolationEvent> orderAgain(OrderIsolation wanted, Terms terms) {
    return wanted.person().equals(terms.person())
            && wanted.ground().reason() == terms.reason()
            && terms.grounds().stream().anyMatch(wanted.ground()::asksNoMoreThan)
        ? Decision.accept()
        : Decision.reject(ORDER_EXISTS);
  }

  /** A fever is no news of somebody who is a case already. */
  private static Decision<IsolationEvent> addGround(Ground ground, Open open, Terms terms) {
    if (terms.grounds().stream().anyMatch(ground::asksNoMoreThan)
        || (ground.reason() == IsolationReason.FEVER && terms.lastsUntilCaseCloses())) {
      return Decision.accept();
    }
    List<IsolationEvent> events = new ArrayList<>();
    events.add(added(ground, terms));
    if (IsolationRules.stricter(ground.kind(), terms.kind())) {
      events.add(transferred(open, terms, ground.kind()));
    }
    if (ground.due().isAfter(terms.due())) {
      events.add(new IsolationExtended(terms.order(), ground.due()));
    }
    return new Decision.Accepted<>(events);
  }

  private static IsolationGroundAdded added(Ground ground, Terms terms) {
    return new IsolationGroundAdded(
        terms.order(),
        terms.person(),
        ground.kind(),
        ground.reason(),
        ground.due(),
        ground.cause(),
        terms.repeatedBy(ground) ? true : null);
  }

  /**
   * What weighs more is added; of what weighs less, the last day follows and the place does not.
   */
  private static Decision<IsolationEvent> reweigh(Ground ground, Open open, Terms terms) {
    boolean milder =
        terms.grounds().stream()
            .filter(known -> known.cause().equals(ground.cause()))
            .anyMatch(
                known ->
                    IsolationRules.stricter(known.kind(), ground.kind())
                        || ground.due().isBefore(known.due()));
    if (!milder) {
      return addGround(ground, open, terms);
    }
    boolean prolongedByDecision = terms.due().isAfter(terms.latestGround());
    LocalDate due =
        prolongedByDecision
            ? terms.due()
            : terms.with(replaced(terms.grounds(), ground)).latestGround();
    return Decision.accept(
        new IsolationGroundLifted(terms.order(), terms.person(), ground.cause(), due),
        added(ground, terms));
  }

  /**
   * Whoever has recovered, or died, is isolated for nothing else either; what rules their own case
   * out explains the fever as well.
   */
  private static Decision<IsolationEvent> liftGround(
      UUID cause, ReleaseGround outcome, Open open, Terms terms) {
    Optional<Ground> lifted =
        terms.grounds().stream().filter(ground -> ground.cause().equals(cause)).findFirst();
    if (lifted.isEmpty()) {
      return Decision.accept();
    }
    boolean feverExplained =
        outcome == ReleaseGround.RULED_OUT && lifted.get().reason() == IsolationReason.CASE;
    List<Ground> standing =
        terms.grounds().stream()
            .filter(ground -> !ground.cause().equals(cause))
            .filter(ground -> !feverExplained || ground.reason() != IsolationReason.FEVER)
            .toList();
    if (standing.isEmpty() || outcome == ReleaseGround.RECOVERED || outcome == ReleaseGround.DIED) {
      return Decision.accept(released(open, terms, outcome));
    }
    boolean prolongedByDecision = terms.due().isAfter(terms.latestGround());
    LocalDate due = prolongedByDecision ? terms.due() : terms.with(standing).latestGround();
    return new Decision.Accepted<>(
        terms.grounds().stream()
            .filter(ground -> !standing.contains(ground))
            .<IsolationEvent>map(
                gone -> new IsolationGroundLifted(terms.order(), terms.person(), gone.cause(), due))
            .toList());
  }

  private static Decision<IsolationEvent> start(Open open, Terms terms) {
    return switch (open) {
      case Ordered ordered ->
          Decision.accept(new IsolationStarted(terms.order(), terms.person(), terms.kind()));
      case Started started -> Decision.accept();
    };
  }

  private static Decision<IsolationEvent> extend(LocalDate due, LocalDate today, Terms terms) {
    if (!due.isAfter(terms.due())) {
      return Decision.reject(DUE_NOT_LATER);
    }
    if (due.isBefore(today)) {
      return Decision.reject(DUE_IN_PAST);
    }
    return IsolationRules.tooLong(today, due)
        ? Decision.reject(TERM_TOO_LONG)
        : Decision.accept(new IsolationExtended(terms.order(), due));
  }

  private static Decision<IsolationEvent> release(
      ReleaseGround ground, LocalDate today, Open open, Terms terms) {
    if (ground == ReleaseGround.TERM_ENDED) {
      if (terms.lastsUntilCaseCloses()) {
        return Decision.reject(CASE_STILL_OPEN);
      }
      if (today.isBefore(terms.due())) {
        return Decision.reject(TERM_NOT_OVER);
      }
    }
    return Decision.accept(released(open, terms, ground));
  }

  private static IsolationTransferred transferred(Open open, Terms terms, IsolationKind to) {
    return new IsolationTransferred(
        terms.order(), terms.person(), terms.kind(), to, open instanceof Started);
  }

  private static IsolationReleased released(Open open, Terms terms, ReleaseGround ground) {
    return new IsolationReleased(
        terms.order(),
        terms.person(),
        terms.kind(),
        terms.reason(),
        ground,
        open instanceof Started);
  }

  /**
   * Where somebody is follows from where they were before. What guardians tell late, a breach or a
   * name, only cannot be of a time without an order.
   */
  @Override
  public boolean follows(IsolationEvent event, IsolationEvent earlier) {
    return switch (event) {
      case IsolationOrdered e -> false;
      case IsolationStarted e -> earlier instanceof IsolationOrdered;
      case IsolationTransferred e -> moves(earlier);
      // The last day may have been moved into the past; whoever was held until then was inside.
      case IsolationReleased e -> moves(earlier) || earlier instanceof IsolationGroundLifted;
      case IsolationBreached e -> earlier instanceof IsolationOrdered;
      case IsolationGroundAdded e -> earlier instanceof IsolationOrdered;
      case IsolationGroundLifted e -> earlier instanceof IsolationOrdered;
      case IsolationExtended e -> earlier instanceof IsolationOrdered;
      case GuardianAssigned e -> earlier instanceof IsolationOrdered;
      case HealthChecked e -> earlier instanceof IsolationOrdered;
      case HealthCheckMissed e -> earlier instanceof IsolationOrdered;
    };
  }

  private static boolean moves(IsolationEvent event) {
    return event instanceof IsolationOrdered
        || event instanceof IsolationStarted
        || event instanceof IsolationTransferred;
  }

  @Override
  public IsolationOrder evolve(IsolationOrder state, IsolationEvent event) {
    return switch (event) {
      case IsolationOrdered e ->
          new Ordered(
              new Terms(
                  e.order(), e.person(), new Ground(e.cause(), e.kind(), e.reason(), e.due())));
      case IsolationGroundAdded e ->
          change(state, terms -> terms.with(replaced(terms.grounds(), groundOf(e))));
      case IsolationGroundLifted e ->
          change(
              state,
              terms ->
                  terms
                      .with(
                          terms.grounds().stream()
                              .filter(ground -> !ground.cause().equals(e.cause()))
                              .toList())
                      .until(e.due()));
      case IsolationStarted e -> state instanceof Open open ? new Started(open.terms()) : state;
      case GuardianAssigned e -> change(state, terms -> terms.guardedBy(e.guardian()));
      case IsolationTransferred e -> change(state, terms -> terms.of(e.to()));
      case IsolationExtended e -> change(state, terms -> terms.until(e.due()));
      case IsolationBreached e -> state;
      case IsolationReleased e -> state instanceof Open open ? new Released(open.terms()) : state;
      case HealthChecked e -> state;
      case HealthCheckMissed e -> state;
    };
  }

  private static IsolationOrder change(IsolationOrder state, UnaryOperator<Terms> change) {
    return switch (state) {
      case NotOrdered nothing -> nothing;
      case Ordered(Terms terms) -> new Ordered(change.apply(terms));
      case Started(Terms terms) -> new Started(change.apply(terms));
      case Released(Terms terms) -> new Released(change.apply(terms));
    };
  }

  private static Ground groundOf(IsolationGroundAdded added) {
    return new Ground(added.cause(), added.kind(), added.reason(), added.due());
  }

  private static List<Ground> replaced(List<Ground> grounds, Ground by) {
    return Stream.concat(
            grounds.stream().filter(ground -> !ground.cause().equals(by.cause())), Stream.of(by))
        .toList();
  }
}
