package org.qunfang.resident.person;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.events.ResidentEvent.DuplicateRuledOut;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.ResidentEvent.ResidentCorrected;
import org.qunfang.events.ResidentEvent.ResidentForgotten;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.events.ResidentEvent.ResidentMovedAway;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.ReturnReviewed;
import org.qunfang.events.ResidentEvent.SpecialCareEnded;
import org.qunfang.events.ResidentEvent.SpecialCareNoted;
import org.qunfang.events.ResidentEvent.SymptomsReported;
import org.qunfang.resident.person.Resident.Gone;
import org.qunfang.resident.person.Resident.Merged;
import org.qunfang.resident.person.Resident.Present;
import org.qunfang.resident.person.Resident.Unknown;
import org.qunfang.resident.person.ResidentCommand.CorrectResident;
import org.qunfang.resident.person.ResidentCommand.Depart;
import org.qunfang.resident.person.ResidentCommand.Die;
import org.qunfang.resident.person.ResidentCommand.EndCare;
import org.qunfang.resident.person.ResidentCommand.Forget;
import org.qunfang.resident.person.ResidentCommand.MergeInto;
import org.qunfang.resident.person.ResidentCommand.MoveAway;
import org.qunfang.resident.person.ResidentCommand.MoveIn;
import org.qunfang.resident.person.ResidentCommand.NoteCare;
import org.qunfang.resident.person.ResidentCommand.RegisterResident;
import org.qunfang.resident.person.ResidentCommand.RegisterReturn;
import org.qunfang.resident.person.ResidentCommand.ReportSymptoms;
import org.qunfang.resident.person.ResidentCommand.ReviewReturn;
import org.qunfang.resident.person.ResidentCommand.RuleOutDuplicate;

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
      case Gone(UUID id, boolean forgotten) ->
          ofAbsent(command, id, forgotten, ResidentRejection.RESIDENT_LEFT);
      case Merged(UUID id, UUID into, boolean forgotten) ->
          ofAbsent(command, id, forgotten, ResidentRejection.RESIDENT_MERGED);
    };
  }

  private static Decision<PersonEvent> ofPresent(ResidentCommand command, Present resident) {
    return switch (command) {
      case RegisterResident again -> reject(ResidentRejection.ALREADY_REGISTERED);
      case CorrectResident correct ->
          resident.forgotten()
              ? reject(ResidentRejection.PERSONAL_FILE_DESTROYED)
              : accept(
                  new ResidentCorrected(
                      resident.id(),
                      resident.residency(),
                      resident.foreigner(),
                      correct.residency(),
                      correct.foreigner(),
                      correct.ageBand(),
                      correct.sex()));
      case MoveAway(Division to) ->
          accept(
              new ResidentMovedAway(
                  resident.id(),
                  to,
                  resident.residency(),
                  resident.foreigner(),
                  !resident.care().isEmpty()));
      case MoveIn(UUID household, Division from) ->
          household.equals(resident.household())
              ? reject(ResidentRejection.LIVES_THERE)
              : accept(
                  new ResidentMoved(
                      resident.id(),
                      resident.household(),
                      household,
                      from,
                      resident.residency(),
                      resident.foreigner(),
                      !resident.care().isEmpty()));
      case Depart() ->
          leave(
              resident,
              new ResidentLeft(resident.id(), resident.residency(), resident.foreigner()));
      case Die() ->
          leave(
              resident,
              new ResidentLeft(resident.id(), resident.residency(), resident.foreigner(), true));
      case MergeInto(UUID into) ->
          into.equals(resident.id())
              ? reject(ResidentRejection.SAME_ENTRY)
              : leave(
                  resident,
                  new ResidentMerged(
                      resident.id(), into, resident.residency(), resident.foreigner()));
      case RuleOutDuplicate(UUID other) ->
          resident.others().contains(other)
              ? accept()
              : accept(new DuplicateRuledOut(resident.id(), other));
      case NoteCare(Care care) ->
          resident.care().contains(care)
              ? reject(ResidentRejection.CARE_ALREADY_NOTED)
              : accept(new SpecialCareNoted(resident.id(), care, resident.care().isEmpty()));
      case EndCare(Care care) ->
          resident.care().contains(care)
              ? accept(new SpecialCareEnded(resident.id(), care, resident.care().size() == 1))
              : reject(ResidentRejection.NO_SUCH_CARE);
      case ReportSymptoms(boolean fever, boolean dryCough) ->
          fever || dryCough
              ? accept(new SymptomsReported(resident.id(), fever, dryCough))
              : reject(ResidentRejection.NO_SYMPTOM);
      case RegisterReturn registered -> cameBack(registered, resident);
      case ReviewReturn review -> accept(reviewed(resident.id(), review));
      case Forget() ->
          resident.forgotten() ? accept() : accept(new ResidentForgotten(resident.id()));
    };
  }

  /** Whoever is here no longer is looked after no longer. */
  private static Decision<PersonEvent> leave(Present resident, PersonEvent leaving) {
    List<PersonEvent> events = new ArrayList<>();
    List<Care> care = resident.care().stream().sorted().toList();
    for (Care each : care) {
      events.add(new SpecialCareEnded(resident.id(), each, each.equals(care.get(care.size() - 1))));
    }
    events.add(leaving);
    return new Decision.Accepted<>(events);
  }

  private static Decision<PersonEvent> cameBack(RegisterReturn registered, Present resident) {
    if (registered.arrived().isAfter(registered.today())) {
      return reject(ResidentRejection.ARRIVAL_IN_FUTURE);
    }
    LocalDate departed = registered.departed();
    if (departed != null && departed.isAfter(registered.arrived())) {
      return reject(ResidentRejection.ARRIVED_BEFORE_DEPARTING);
    }
    if (resident.returns().contains(registered.arrived())) {
      return reject(ResidentRejection.RETURN_ALREADY_REGISTERED);
    }
    return accept(
        new ReturnRegistered(
            resident.id(),
            registered.origin(),
            registered.originRisk(),
            registered.arrived(),
            registered.departed(),
            registered.listedRisk()));
  }

  private static ReturnReviewed reviewed(UUID resident, ReviewReturn review) {
    return new ReturnReviewed(resident, review.origin(), review.arrived(), review.risk());
  }

  private static Decision<PersonEvent> ofAbsent(
      ResidentCommand command, UUID id, boolean forgotten, ResidentRejection absent) {
    return switch (command) {
      case RegisterResident again -> reject(ResidentRejection.ALREADY_REGISTERED);
      case Depart() -> accept();
      case Die() -> accept();
      case RuleOutDuplicate other -> accept();
      // What follows may have to be decided of somebody who has gone on.
      case ReviewReturn review -> accept(reviewed(id, review));
      case Forget() -> forgotten ? accept() : accept(new ResidentForgotten(id));
      case CorrectResident correct -> reject(absent);
      case MoveAway away -> reject(absent);
      case MoveIn in -> reject(absent);
      case MergeInto into -> reject(absent);
      case NoteCare care -> reject(absent);
      case EndCare care -> reject(absent);
      case ReportSymptoms symptoms -> reject(absent);
      case RegisterReturn registered -> reject(absent);
    };
  }

  /**
   * Nobody leaves before they came, or lives in two places in the order of telling. A symptom or a
   * return may have been before the register knew of the person: the house is screened when it is
   * its turn, the station reports every train.
   */
  @Override
  public boolean follows(PersonEvent event, PersonEvent earlier) {
    return switch (event) {
      case ResidentRegistered registered -> false;
      case SymptomsReported symptoms -> false;
      case ReturnRegistered registered -> false;
      case ReturnReviewed reviewed -> earlier instanceof ReturnRegistered;
      case DuplicateRuledOut ruledOut -> false;
      case ResidentCorrected corrected -> stays(earlier);
      case ResidentMovedAway away -> stays(earlier) || earlier instanceof SpecialCareNoted;
      case ResidentMoved moved -> stays(earlier) || earlier instanceof SpecialCareNoted;
      case SpecialCareNoted noted -> stays(earlier) || earlier instanceof SpecialCareEnded;
      case SpecialCareEnded ended -> stays(earlier) || earlier instanceof SpecialCareNoted;
      case ResidentMerged merged -> stays(earlier) || earlier instanceof SpecialCareEnded;
      case ResidentLeft left -> stays(earlier) || earlier instanceof SpecialCareEnded;
      case ResidentForgotten forgotten -> earlier instanceof ResidentRegistered;
    };
  }

  /** What says where and as what somebody is counted. */
  private static boolean stays(PersonEvent event) {
    return event instanceof ResidentRegistered
        || event instanceof ResidentCorrected
        || event instanceof ResidentMovedAway
        || event instanceof ResidentMoved;
  }

  @Override
  public Resident evolve(Resident state, PersonEvent event) {
    return switch (event) {
      case ResidentRegistered registered ->
          Present.now(
              registered.resident(),
              registered.household(),
              registered.residency(),
              registered.foreigner());
      case ResidentCorrected corrected ->
          present(state, p -> p.as(corrected.residency(), corrected.foreigner()));
      case ResidentMovedAway away -> state;
      case ResidentMoved moved -> present(state, p -> p.at(moved.household()));
      case ResidentMerged merged -> new Merged(merged.resident(), merged.into(), forgotten(state));
      case ResidentLeft left -> new Gone(left.resident(), forgotten(state));
      case ResidentForgotten forgotten -> forget(state);
      case SymptomsReported symptoms -> state;
      case ReturnReviewed reviewed -> state;
      case ReturnRegistered registered -> present(state, p -> p.backOn(registered.arrived()));
      case SpecialCareNoted noted -> present(state, p -> p.lookedAfter(noted.care()));
      case SpecialCareEnded ended -> present(state, p -> p.lookedAfterNoLonger(ended.care()));
      case DuplicateRuledOut ruledOut -> present(state, p -> p.isNot(ruledOut.other()));
    };
  }

  private static boolean forgotten(Resident state) {
    return switch (state) {
      case Unknown() -> false;
      case Present present -> present.forgotten();
      case Gone gone -> gone.forgotten();
      case Merged merged -> merged.forgotten();
    };
  }

  private static Resident forget(Resident state) {
    return switch (state) {
      case Unknown() -> state;
      case Present present -> present.withoutFile();
      case Gone gone -> new Gone(gone.id(), true);
      case Merged merged -> new Merged(merged.id(), merged.into(), true);
    };
  }

  /** Changes somebody who is here; whoever is not stays as they are. */
  private static Resident present(Resident state, UnaryOperator<Present> change) {
    return switch (state) {
      case Unknown() -> state;
      case Gone gone -> gone;
      case Merged merged -> merged;
      case Present present -> change.apply(present);
    };
  }
}
