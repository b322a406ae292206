package org.qunfang.supply.need;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;
import static org.qunfang.supply.need.NeedRejection.NEED_EXISTS;
import static org.qunfang.supply.need.NeedRejection.NEED_RAISED_HIGHER;
import static org.qunfang.supply.need.NeedRejection.NEED_RESOLVED;
import static org.qunfang.supply.need.NeedRejection.NEED_UNKNOWN;

import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.SupplyEvent.NeedAssigned;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedEvent;
import org.qunfang.events.SupplyEvent.NeedRaised;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.NeedResolved;
import org.qunfang.events.SupplyEvent.Urgency;
import org.qunfang.supply.need.Need.Met;
import org.qunfang.supply.need.Need.Open;
import org.qunfang.supply.need.Need.TakenOn;
import org.qunfang.supply.need.Need.Untold;
import org.qunfang.supply.need.Need.Waiting;
import org.qunfang.supply.need.NeedCommand.AssignNeed;
import org.qunfang.supply.need.NeedCommand.RaiseNeed;
import org.qunfang.supply.need.NeedCommand.RegisterNeed;
import org.qunfang.supply.need.NeedCommand.ResolveNeed;

/** The rules of the register of urgent needs (急需用品登记册). */
final class NeedDecider implements Decider<NeedCommand, Need, NeedEvent> {

  static final NeedDecider NEEDS = new NeedDecider();

  @Override
  public Need initial() {
    return new Untold();
  }

  @Override
  public Decision<NeedEvent> decide(NeedCommand command, Need need) {
    return switch (command) {
      case RegisterNeed register -> register(register, need);
      case AssignNeed assign -> assign(assign, need);
      case ResolveNeed resolve -> resolve(resolve, need);
      case RaiseNeed raise -> raise(raise, need);
    };
  }

  private static Decision<NeedEvent> register(RegisterNeed command, Need need) {
    return switch (need) {
      case Untold() ->
          accept(
              new NeedRegistered(
                  command.need(), command.household(), command.category(), urgency(command)));
      case Open known -> reject(NEED_EXISTS);
      case Met() -> reject(NEED_EXISTS);
    };
  }

  /**
   * Who may not go out cannot fetch it: what a confined household eats, takes or gives its baby is
   * needed at once, whatever the caller thought.
   */
  private static Urgency urgency(RegisterNeed command) {
    return command.confined() && isVital(command.category()) ? Urgency.AT_ONCE : command.urgency();
  }

  private static boolean isVital(NeedCategory category) {
    return switch (category) {
      case FOOD, MEDICINE, MEDICAL_CARE, BABY -> true;
      case HOUSEHOLD_GOODS, UTILITIES, PARCEL, OTHER -> false;
    };
  }

  private static Decision<NeedEvent> assign(AssignNeed command, Need need) {
    return switch (need) {
      case Untold() -> reject(NEED_UNKNOWN);
      case TakenOn taken when taken.worker().equals(command.worker()) -> accept();
      case Open open -> accept(new NeedAssigned(command.need(), command.worker()));
      case Met() -> reject(NEED_RESOLVED);
    };
  }

  private static Decision<NeedEvent> resolve(ResolveNeed command, Need need) {
    return switch (need) {
      case Untold() -> reject(NEED_UNKNOWN);
      case Open open ->
          accept(
              new NeedResolved(
                  command.need(), open.category(), !command.day().isAfter(command.registered())));
      case Met() -> accept();
    };
  }

  private static Decision<NeedEvent> raise(RaiseNeed command, Need need) {
    return switch (need) {
      case Untold() -> reject(NEED_UNKNOWN);
      case Open open -> {
        int higher = Desk.of(command.to()).compareTo(open.desk());
        if (higher == 0) {
          yield accept();
        }
        yield higher > 0
            ? accept(new NeedRaised(command.need(), open.category(), command.to()))
            : reject(NEED_RAISED_HIGHER);
      }
      case Met() -> reject(NEED_RESOLVED);
    };
  }

  /** That it was met before midnight may be told after it went up at midnight. */
  @Override
  public boolean follows(NeedEvent event, NeedEvent earlier) {
    return earlier instanceof NeedRegistered;
  }

  @Override
  public Need evolve(Need need, NeedEvent event) {
    return switch (event) {
      case NeedRegistered registered -> new Waiting(registered.category(), Desk.COMMUNITY);
      case NeedAssigned assigned ->
          switch (need) {
            case Open open -> new TakenOn(open.category(), open.desk(), assigned.worker());
            case Untold() -> throw new IllegalStateException("a need begins with being told");
            case Met() -> throw new IllegalStateException("a need that is met is nobody's");
          };
      // Who had it could not meet it: the level above gives it to somebody of its own.
      case NeedRaised raised -> new Waiting(raised.category(), Desk.of(raised.to()));
      case NeedResolved resolved -> new Met();
    };
  }
}
