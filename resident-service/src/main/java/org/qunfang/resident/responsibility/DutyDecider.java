package org.qunfang.resident.responsibility;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.HouseholdAssignedToCadre;
import org.qunfang.events.ResidentEvent.HouseholdDutyEvent;
import org.qunfang.events.ResidentEvent.HouseholdReleasedFromCadre;
import org.qunfang.resident.responsibility.Duty.Nobodys;
import org.qunfang.resident.responsibility.Duty.OfCadre;
import org.qunfang.resident.responsibility.DutyCommand.Assign;
import org.qunfang.resident.responsibility.DutyCommand.Candidate;
import org.qunfang.resident.responsibility.DutyCommand.Release;
import org.qunfang.resident.worker.WorkerDecider;

/**
 * The rules of who answers for a household: one cadre or community worker at a time, who is on
 * duty. Handed over, it is released and assigned in one, so that it is with somebody throughout.
 */
public final class DutyDecider implements Decider<DutyCommand, Duty, HouseholdDutyEvent> {

  @Override
  public Duty initial() {
    return new Nobodys();
  }

  @Override
  public Decision<HouseholdDutyEvent> decide(DutyCommand command, Duty state) {
    return switch (command) {
      case Assign(UUID household, Candidate candidate) -> assign(household, candidate, state);
      case Release() ->
          switch (state) {
            case Nobodys() -> accept();
            case OfCadre(UUID household, UUID cadre) ->
                accept(new HouseholdReleasedFromCadre(household, cadre));
          };
    };
  }

  private static Decision<HouseholdDutyEvent> assign(
      UUID household, Candidate candidate, Duty state) {
    if (!candidate.onDuty()) {
      return reject(DutyRejection.CADRE_NOT_ON_DUTY);
    }
    if (!WorkerDecider.answers(candidate.kind())) {
      return reject(DutyRejection.CANNOT_ANSWER);
    }
    HouseholdAssignedToCadre assigned = new HouseholdAssignedToCadre(household, candidate.worker());
    return switch (state) {
      case Nobodys() -> accept(assigned);
      case OfCadre(UUID same, UUID cadre) ->
          cadre.equals(candidate.worker())
              ? accept()
              : accept(new HouseholdReleasedFromCadre(same, cadre), assigned);
    };
  }

  @Override
  public Duty evolve(Duty state, HouseholdDutyEvent event) {
    return switch (event) {
      case HouseholdAssignedToCadre(UUID household, UUID cadre) -> new OfCadre(household, cadre);
      case HouseholdReleasedFromCadre released -> new Nobodys();
    };
  }
}
