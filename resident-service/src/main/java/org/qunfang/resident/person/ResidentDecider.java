package org.qunfang.resident.person;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.ResidentEvent.ResidentForgotten;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.SymptomsReported;
import org.qunfang.resident.person.Resident.Gone;
import org.qunfang.resident.person.Resident.Present;
import org.qunfang.resident.person.Resident.Unknown;
import org.qunfang.resident.person.ResidentCommand.Depart;
import org.qunfang.resident.person.ResidentCommand.Forget;
import org.qunfang.resident.person.ResidentCommand.RegisterResident;
import org.qunfang.resident.person.ResidentCommand.RegisterReturn;
import org.qunfang.resident.person.ResidentCommand.ReportSymptoms;

/** The rules of the register of persons. */
public final class ResidentDecider implements Decider<ResidentCommand, Resident, PersonEvent> {

  @Override
  public Resident initial() {
    return new Unknown();
  }

  @Override
  public Decision<PersonEvent> decide(ResidentCommand command, Resident state) {
    return switch (state) {
      case Unknown() ->
          command instanceof RegisterResident register
              ? accept(
                  new ResidentRegistered(
                      register.id(),
                      register.household(),
                      register.residency(),
                      register.foreigner(),
                      register.ageBand(),
                      register.sex()))
              : reject(ResidentRejection.NO_SUCH_RESIDENT);
      case Present present -> ofPresent(command, present);
      case Gone gone -> ofGone(command, gone);
    };
  }

  private static Decision<PersonEvent> ofPresent(ResidentCommand command, Present resident) {
    return switch (command) {
      case RegisterResident again -> reject(ResidentRejection.ALREADY_REGISTERED);
      case Depart() ->
          accept(new ResidentLeft(resident.id(), resident.residency(), resident.foreigner()));
      case ReportSymptoms(boolean fever, boolean dryCough) ->
          fever || dryCough
              ? accept(new SymptomsReported(resident.id(), fever, dryCough))
              : reject(ResidentRejection.NO_SYMPTOM);
      case RegisterReturn registered -> cameBack(registered, resident);
      case Forget() ->
          resident.forgotten() ? accept() : accept(new ResidentForgotten(resident.id()));
    };
  }

  private static Decision<PersonEvent> cameBack(RegisterReturn registered, Present resident) {
    if (registered.arrived().isAfter(registered.today())) {
      return reject(ResidentRejection.ARRIVAL_IN_FUTURE);
    }
    if (resident.returns().contains(registered.arrived())) {
      return reject(ResidentRejection.RETURN_ALREADY_REGISTERED);
    }
    return accept(
        new ReturnRegistered(
            resident.id(), registered.origin(), registered.originRisk(), registered.arrived()));
  }

  private static Decision<PersonEvent> ofGone(ResidentCommand command, Gone resident) {
    return switch (command) {
      case RegisterResident again -> reject(ResidentRejection.ALREADY_REGISTERED);
      case Depart() -> accept();
      case ReportSymptoms symptoms -> reject(ResidentRejection.RESIDENT_LEFT);
      case RegisterReturn registered -> reject(ResidentRejection.RESIDENT_LEFT);
      case Forget() ->
          resident.forgotten() ? accept() : accept(new ResidentForgotten(resident.id()));
    };
  }

  /**
   * Nobody leaves before they came. A symptom or a return may have been before the register knew of
   * the person: the house is screened when it is its turn, the station reports every train.
   */
  @Override
  public boolean follows(PersonEvent event, PersonEvent earlier) {
    return switch (event) {
      case ResidentRegistered registered -> false;
      case SymptomsReported symptoms -> false;
      case ReturnRegistered registered -> false;
      case ResidentLeft left -> earlier instanceof ResidentRegistered;
      case ResidentForgotten forgotten -> earlier instanceof ResidentRegistered;
    };
  }

  @Override
  public Resident evolve(Resident state, PersonEvent event) {
    return switch (event) {
      case ResidentRegistered registered ->
          new Present(
              registered.resident(),
              registered.residency(),
              registered.foreigner(),
              Set.of(),
              false);
      case ResidentLeft left -> new Gone(left.resident(), forgotten(state));
      case ResidentForgotten forgotten -> forget(state);
      case SymptomsReported symptoms -> state;
      case ReturnRegistered registered -> withReturn(state, registered.arrived());
    };
  }

  private static boolean forgotten(Resident state) {
    return switch (state) {
      case Unknown() -> false;
      case Present present -> present.forgotten();
      case Gone gone -> gone.forgotten();
    };
  }

  private static Resident forget(Resident state) {
    return switch (state) {
      case Unknown() -> state;
      case Present p -> new Present(p.id(), p.residency(), p.foreigner(), p.returns(), true);
      case Gone gone -> new Gone(gone.id(), true);
    };
  }

  private static Resident withReturn(Resident state, LocalDate arrived) {
    return switch (state) {
      case Unknown() -> state;
      case Gone gone -> gone;
      case Present p -> {
        Set<LocalDate> returns = new HashSet<>(p.returns());
        returns.add(arrived);
        yield new Present(p.id(), p.residency(), p.foreigner(), Set.copyOf(returns), p.forgotten());
      }
    };
  }
}
