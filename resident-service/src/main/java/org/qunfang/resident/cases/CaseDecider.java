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
import org.qunfang.events.ResidentEvent.CaseOnsetNoted;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.events.ResidentEvent.CaseSourceFound;
import org.qunfang.resident.cases.Case.Asymptomatic;
import org.qunfang.resident.cases.Case.Confirmed;
import org.qunfang.resident.cases.Case.Died;
import org.qunfang.resident.cases.Case.Findings;
import org.qunfang.resident.cases.Case.Known;
import org.qunfang.resident.cases.Case.Recovered;
import org.qunfang.resident.cases.Case.RuledOut;
import org.qunfang.resident.cases.Case.Source;
import org.qunfang.resident.cases.Case.Suspected;
import org.qunfang.resident.cases.Case.Unknown;
import org.qunfang.resident.cases.CaseCommand.ConfirmCase;
import org.qunfang.resident.cases.CaseCommand.FindSource;
import org.qunfang.resident.cases.CaseCommand.NoteOnset;
import org.qunfang.resident.cases.CaseCommand.RecordDeath;
import org.qunfang.resident.cases.CaseCommand.RecoverCase;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.cases.CaseCommand.RuleOutCase;

/**
 * The course of a case: suspected → confirmed or ruled out; asymptomatic → confirmed or recovered;
 * confirmed → recovered or died. Told a second time, what already is so changes nothing. Onset and
 * source may be told at any time and corrected.
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
      case NoteOnset note -> onset(note, state);
      case FindSource find -> source(find, state);
    };
  }

  private static Decision<CaseEvent> onset(NoteOnset note, Case state) {
    return switch (state) {
      case Unknown() -> reject(CaseRejection.NO_SUCH_CASE);
      case RuledOut none -> reject(CaseRejection.CASE_ENDED);
      case Asymptomatic well -> reject(CaseRejection.CASE_WITHOUT_SYMPTOMS);
      case Suspected ill -> onset(note, ill);
      case Confirmed ill -> onset(note, ill);
      case Recovered ill -> onset(note, ill);
      case Died ill -> onset(note, ill);
    };
  }

  private static Decision<CaseEvent> onset(NoteOnset note, Known state) {
    if (note.onset().isAfter(note.today())) {
      return reject(CaseRejection.ONSET_IN_FUTURE);
    }
    return note.onset().equals(state.findings().onset())
        ? accept()
        : accept(new CaseOnsetNoted(state.id(), state.resident(), note.onset()));
  }

  private static Decision<CaseEvent> source(FindSource find, Case state) {
    return switch (state) {
      case Unknown() -> reject(CaseRejection.NO_SUCH_CASE);
      case RuledOut none -> reject(CaseRejection.CASE_ENDED);
      case Suspected infected -> source(find, infected);
      case Asymptomatic infected -> source(find, infected);
      case Confirmed infected -> source(find, infected);
      case Recovered infected -> source(find, infected);
      case Died infected -> source(find, infected);
    };
  }

  private static Decision<CaseEvent> source(FindSource find, Known state) {
    Source source = find.source();
    boolean fits =
        switch (source.kind()) {
          case CASE -> source.by() != null && source.origin() == null;
          case IMPORTED -> source.by() == null;
          case UNKNOWN -> source.by() == null && source.origin() == null;
        };
    if (!fits) {
      return reject(CaseRejection.SOURCE_AMBIGUOUS);
    }
    if (find.descends() || state.id().equals(source.by())) {
      return reject(CaseRejection.SOURCE_GOES_IN_A_CIRCLE);
    }
    if (find.ruledOut()) {
      return reject(CaseRejection.SOURCE_RULED_OUT);
    }
    return source.equals(state.findings().source())
        ? accept()
        : accept(
            new CaseSourceFound(
                state.id(), state.resident(), source.kind(), source.by(), source.origin()));
  }

  /** A course follows from the course before it; what is found of it is told when it is found. */
  @Override
  public boolean follows(CaseEvent event, CaseEvent earlier) {
    return switch (event) {
      case CaseReported reported -> false;
      case CaseOnsetNoted noted -> earlier instanceof CaseReported;
      case CaseSourceFound found -> earlier instanceof CaseReported;
      case CaseConfirmed confirmed -> isOfTheCourse(earlier);
      case CaseRuledOut ruledOut -> isOfTheCourse(earlier);
      case CaseRecovered recovered -> isOfTheCourse(earlier);
      case CaseDied died -> isOfTheCourse(earlier);
    };
  }

  private static boolean isOfTheCourse(CaseEvent event) {
    return !(event instanceof CaseOnsetNoted || event instanceof CaseSourceFound);
  }

  private static Decision<CaseEvent> confirm(Case state) {
    return switch (state) {
      case Unknown() -> reject(CaseRejection.NO_SUCH_CASE);
      case Suspected(UUID id, UUID resident, Findings findings) ->
          accept(new CaseConfirmed(id, resident, CaseClass.SUSPECTED));
      case Asymptomatic(UUID id, UUID resident, Findings findings) ->
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
      case Suspected(UUID id, UUID resident, Findings findings) ->
          accept(new CaseRuledOut(id, resident));
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
      case Asymptomatic(UUID id, UUID resident, Findings findings) ->
          accept(new CaseRecovered(id, resident, CaseClass.ASYMPTOMATIC));
      case Confirmed(UUID id, UUID resident, Findings findings) ->
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
      case Confirmed(UUID id, UUID resident, Findings findings) ->
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
            case SUSPECTED -> new Suspected(id, resident, Findings.NONE);
            case CONFIRMED -> new Confirmed(id, resident, Findings.NONE);
            case ASYMPTOMATIC -> new Asymptomatic(id, resident, Findings.NONE);
          };
      case CaseConfirmed(UUID id, UUID resident, CaseClass was) ->
          new Confirmed(id, resident, findings(state));
      case CaseRuledOut(UUID id, UUID resident) -> new RuledOut(id, resident, findings(state));
      case CaseRecovered(UUID id, UUID resident, CaseClass was) ->
          new Recovered(id, resident, findings(state));
      case CaseDied(UUID id, UUID resident, CaseClass was) ->
          new Died(id, resident, findings(state));
      case CaseOnsetNoted noted -> with(state, findings(state).ill(noted.onset()));
      case CaseSourceFound found ->
          with(
              state,
              findings(state)
                  .infectedBy(new Source(found.source(), found.sourceCase(), found.origin())));
    };
  }

  private static Findings findings(Case state) {
    return switch (state) {
      case Unknown() -> Findings.NONE;
      case Known known -> known.findings();
    };
  }

  private static Case with(Case state, Findings findings) {
    return switch (state) {
      case Unknown() -> state;
      case Known known -> known.with(findings);
    };
  }
}
