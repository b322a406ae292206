package org.qunfang.resident.cases;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseDied;
import org.qunfang.events.ResidentEvent.CaseEvent;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.resident.cases.Case.Asymptomatic;
import org.qunfang.resident.cases.Case.Confirmed;
import org.qunfang.resident.cases.Case.Died;
import org.qunfang.resident.cases.Case.Recovered;
import org.qunfang.resident.cases.Case.RuledOut;
import org.qunfang.resident.cases.Case.Suspected;
import org.qunfang.resident.cases.Case.Unknown;
import org.qunfang.resident.cases.CaseCommand.ConfirmCase;
import org.qunfang.resident.cases.CaseCommand.RecordDeath;
import org.qunfang.resident.cases.CaseCommand.RecoverCase;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.cases.CaseCommand.RuleOutCase;

/**
 * The course of a case: suspected → confirmed or ruled out; asymptomatic → confirmed or recovered;
 * confirmed → recovered or died. Told a second time, what already is so changes nothing.
 */
public final class CaseDecider implements Decider<CaseCommand, Case, CaseEvent> {

  @Override
  public Case initial() {
    return new Unknown();
  }

  @Override
  public Decision<CaseEvent> decide(CaseCommand command, Case state) {
    return switch (command) {
      case ReportCase(UUID id, UUID resident, CaseClass caseClass) ->
          state instanceof Unknown
              ? accept(new CaseReported(id, resident, caseClass))
              : reject(CaseRejection.CASE_ALREADY_REPORTED);
      case ConfirmCase() -> confirm(state);
      case RuleOutCase() -> ruleOut(state);
      case RecoverCase() -> recover(state);
      case RecordDeath() -> die(state);
    };
  }

  private static Decision<CaseEvent> confirm(Case state) {
    return switch (state) {
      case Unknown() -> reject(CaseRejection.NO_SUCH_CASE);
      case Suspected(UUID id, UUID resident) ->
          accept(new CaseConfirmed(id, resident, CaseClass.SUSPECTED));
      case Asymptomatic(UUID id, UUID resident) ->
          accept(new CaseConfirmed(id, resident, CaseClass.ASYMPTOMATIC));
      case Confirmed already -> accept();
      case RuledOut ended -> reject(CaseRejection.CASE_ENDED);
      case Recovered ended -> reject(CaseRejection.CASE_ENDED);
      case Died ended -> reject(CaseRejection.CASE_ENDED);
    };
  }

  private static Decision<CaseEvent> ruleOut(Case state) {
    return switch (state) {
      case Unknown() -> reject(CaseRejection.NO_SUCH_CASE);
      case Suspected(UUID id, UUID resident) -> accept(new CaseRuledOut(id, resident));
      case Asymptomatic infected -> reject(CaseRejection.CASE_NOT_SUSPECTED);
      case Confirmed infected -> reject(CaseRejection.CASE_NOT_SUSPECTED);
      case RuledOut already -> accept();
      case Recovered ended -> reject(CaseRejection.CASE_ENDED);
      case Died ended -> reject(CaseRejection.CASE_ENDED);
    };
  }

  private static Decision<CaseEvent> recover(Case state) {
    return switch (state) {
      case Unknown() -> reject(CaseRejection.NO_SUCH_CASE);
      case Suspected suspected -> reject(CaseRejection.CASE_NOT_CONFIRMED);
      case Asymptomatic(UUID id, UUID resident) ->
          accept(new CaseRecovered(id, resident, CaseClass.ASYMPTOMATIC));
      case Confirmed(UUID id, UUID resident) ->
          accept(new CaseRecovered(id, resident, CaseClass.CONFIRMED));
      case RuledOut ended -> reject(CaseRejection.CASE_ENDED);
      case Recovered already -> accept();
      case Died ended -> reject(CaseRejection.CASE_ENDED);
    };
  }

  private static Decision<CaseEvent> die(Case state) {
    return switch (state) {
      case Unknown() -> reject(CaseRejection.NO_SUCH_CASE);
      case Suspected suspected -> reject(CaseRejection.CASE_NOT_CONFIRMED);
      case Asymptomatic asymptomatic -> reject(CaseRejection.CASE_NOT_CONFIRMED);
      case Confirmed(UUID id, UUID resident) ->
          accept(new CaseDied(id, resident, CaseClass.CONFIRMED));
      case RuledOut ended -> reject(CaseRejection.CASE_ENDED);
      case Recovered ended -> reject(CaseRejection.CASE_ENDED);
      case Died already -> accept();
    };
  }

  @Override
  public Case evolve(Case state, CaseEvent event) {
    return switch (event) {
      case CaseReported(UUID id, UUID resident, CaseClass caseClass) ->
          switch (caseClass) {
            case SUSPECTED -> new Suspected(id, resident);
            case CONFIRMED -> new Confirmed(id, resident);
            case ASYMPTOMATIC -> new Asymptomatic(id, resident);
          };
      case CaseConfirmed(UUID id, UUID resident, CaseClass was) -> new Confirmed(id, resident);
      case CaseRuledOut(UUID id, UUID resident) -> new RuledOut(id, resident);
      case CaseRecovered(UUID id, UUID resident, CaseClass was) -> new Recovered(id, resident);
      case CaseDied(UUID id, UUID resident, CaseClass was) -> new Died(id, resident);
    };
  }
}
