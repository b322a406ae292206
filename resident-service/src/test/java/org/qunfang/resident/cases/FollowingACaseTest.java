package org.qunfang.resident.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseDied;
import org.qunfang.events.ResidentEvent.CaseEvent;
import org.qunfang.events.ResidentEvent.CaseOnsetNoted;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.events.ResidentEvent.CaseSourceFound;
import org.qunfang.events.ResidentEvent.InfectionSource;
import org.qunfang.resident.cases.Case.Source;
import org.qunfang.resident.cases.CaseCommand.ConfirmCase;
import org.qunfang.resident.cases.CaseCommand.FindSource;
import org.qunfang.resident.cases.CaseCommand.NoteOnset;
import org.qunfang.resident.cases.CaseCommand.RecordDeath;
import org.qunfang.resident.cases.CaseCommand.RecoverCase;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.cases.CaseCommand.RuleOutCase;
import org.qunfang.testing.GivenWhenThen;

class FollowingACaseTest {

  private static final UUID CASE = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000002");

  private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000009");
  private static final LocalDate DAY = LocalDate.of(2020, 1, 24);
  private static final Division WUHAN = new Division("420100000000");

  private static final CaseReported SUSPECTED = reported(CaseClass.SUSPECTED);
  private static final CaseReported ASYMPTOMATIC = reported(CaseClass.ASYMPTOMATIC);
  private static final CaseReported CONFIRMED = reported(CaseClass.CONFIRMED);
  private static final CaseRuledOut RULED_OUT = new CaseRuledOut(CASE, WHO);
  private static final CaseRecovered RECOVERED = new CaseRecovered(CASE, WHO, CaseClass.CONFIRMED);
  private static final CaseDied DIED = new CaseDied(CASE, WHO, CaseClass.CONFIRMED);

  private final GivenWhenThen<CaseCommand, Case, CaseEvent> rules = rules(new CaseDecider());

  private static CaseReported reported(CaseClass as) {
    return new CaseReported(CASE, WHO, as);
  }

  @Test
  void aCaseIsReportedOnce() {
    for (CaseClass each : CaseClass.values()) {
      rules.given().when(new ReportCase(CASE, WHO, each)).then(reported(each));
    }
    rules
        .given(SUSPECTED)
        .when(new ReportCase(CASE, WHO, CaseClass.SUSPECTED))
        .thenRejected(CaseRejection.CASE_ALREADY_REPORTED);
  }

  @Test
  void nothingIsDecidedOnACaseNobodyReported() {
    rules.given().when(new ConfirmCase()).thenRejected(CaseRejection.NO_SUCH_CASE);
    rules.given().when(new RuleOutCase()).thenRejected(CaseRejection.NO_SUCH_CASE);
    rules.given().when(new RecoverCase()).thenRejected(CaseRejection.NO_SUCH_CASE);
    rules.given().when(new RecordDeath()).thenRejected(CaseRejection.NO_SUCH_CASE);
  }

  @Test
  void confirmingTellsWhatTheCaseWas() {
    rules
        .given(SUSPECTED)
        .when(new ConfirmCase())
        .then(new CaseConfirmed(CASE, WHO, CaseClass.SUSPECTED));
    rules
        .given(ASYMPTOMATIC)
        .when(new ConfirmCase())
        .then(new CaseConfirmed(CASE, WHO, CaseClass.ASYMPTOMATIC));
  }

  @Test
  void onlyASuspectedCaseIsRuledOut() {
    rules.given(SUSPECTED).when(new RuleOutCase()).then(RULED_OUT);
    rules
        .given(ASYMPTOMATIC)
        .when(new RuleOutCase())
        .thenRejected(CaseRejection.CASE_NOT_SUSPECTED);
    rules.given(CONFIRMED).when(new RuleOutCase()).thenRejected(CaseRejection.CASE_NOT_SUSPECTED);
  }

  @Test
  void whoIsInfectedRecovers() {
    rules.given(CONFIRMED).when(new RecoverCase()).then(RECOVERED);
    rules
        .given(ASYMPTOMATIC)
        .when(new RecoverCase())
        .then(new CaseRecovered(CASE, WHO, CaseClass.ASYMPTOMATIC));
    rules.given(SUSPECTED).when(new RecoverCase()).thenRejected(CaseRejection.CASE_NOT_CONFIRMED);
  }

  @Test
  void onlyAConfirmedCaseIsRecordedAsADeath() {
    rules.given(CONFIRMED).when(new RecordDeath()).then(DIED);
    rules
        .given(SUSPECTED, new CaseConfirmed(CASE, WHO, CaseClass.SUSPECTED))
        .when(new RecordDeath())
        .then(DIED);
    rules.given(SUSPECTED).when(new RecordDeath()).thenRejected(CaseRejection.CASE_NOT_CONFIRMED);
    rules
        .given(ASYMPTOMATIC)
        .when(new RecordDeath())
        .thenRejected(CaseRejection.CASE_NOT_CONFIRMED);
  }

  @Test
  void whatAlreadyIsSoChangesNothing() {
    rules.given(CONFIRMED).when(new ConfirmCase()).thenNothing();
    rules.given(SUSPECTED, RULED_OUT).when(new RuleOutCase()).thenNothing();
    rules.given(CONFIRMED, RECOVERED).when(new RecoverCase()).thenNothing();
    rules.given(CONFIRMED, DIED).when(new RecordDeath()).thenNothing();
  }

  @Test
  void anEndedCaseStaysAsItEnded() {
    var ruledOut = rules.given(SUSPECTED, RULED_OUT);
    var recovered = rules.given(CONFIRMED, RECOVERED);
    var died = rules.given(CONFIRMED, DIED);
    for (CaseCommand command :
        new CaseCommand[] {new ConfirmCase(), new RecoverCase(), new RecordDeath()}) {
      ruledOut.when(command).thenRejected(CaseRejection.CASE_ENDED);
    }
    for (CaseCommand command :
        new CaseCommand[] {new ConfirmCase(), new RuleOutCase(), new RecordDeath()}) {
      recovered.when(command).thenRejected(CaseRejection.CASE_ENDED);
    }
    for (CaseCommand command :
        new CaseCommand[] {new ConfirmCase(), new RuleOutCase(), new RecoverCase()}) {
      died.when(command).thenRejected(CaseRejection.CASE_ENDED);
    }
  }

  @Test
  void theDayOfOnsetIsToldAndCorrected() {
    var noted = new CaseOnsetNoted(CASE, WHO, DAY);
    rules.given(SUSPECTED).when(new NoteOnset(DAY, DAY)).then(noted);
    rules.given(SUSPECTED, noted).when(new NoteOnset(DAY, DAY)).thenNothing();
    rules
        .given(CONFIRMED, noted, RECOVERED)
        .when(new NoteOnset(DAY.minusDays(1), DAY))
        .then(new CaseOnsetNoted(CASE, WHO, DAY.minusDays(1)));
    rules
        .given(SUSPECTED)
        .when(new NoteOnset(DAY.plusDays(1), DAY))
        .thenRejected(CaseRejection.ONSET_IN_FUTURE);
    rules
        .given(ASYMPTOMATIC)
        .when(new NoteOnset(DAY, DAY))
        .thenRejected(CaseRejection.CASE_WITHOUT_SYMPTOMS);
    rules
        .given(SUSPECTED, RULED_OUT)
        .when(new NoteOnset(DAY, DAY))
        .thenRejected(CaseRejection.CASE_ENDED);
    rules.given().when(new NoteOnset(DAY, DAY)).thenRejected(CaseRejection.NO_SUCH_CASE);
  }

  @Test
  void theSourceIsAnotherCaseOrElsewhereOrUnknownAndCorrected() {
    var other = new Source(InfectionSource.CASE, OTHER, null);
    var found = new CaseSourceFound(CASE, WHO, InfectionSource.CASE, OTHER, null);
    rules.given(CONFIRMED).when(new FindSource(other)).then(found);
    rules.given(CONFIRMED, found).when(new FindSource(other)).thenNothing();
    rules
        .given(CONFIRMED, found, DIED)
        .when(new FindSource(new Source(InfectionSource.IMPORTED, null, WUHAN)))
        .then(new CaseSourceFound(CASE, WHO, InfectionSource.IMPORTED, null, WUHAN));
    rules
        .given(CONFIRMED)
        .when(new FindSource(new Source(InfectionSource.UNKNOWN, null, null)))
        .then(new CaseSourceFound(CASE, WHO, InfectionSource.UNKNOWN, null, null));
    rules.given().when(new FindSource(other)).thenRejected(CaseRejection.NO_SUCH_CASE);
    rules
        .given(SUSPECTED, RULED_OUT)
        .when(new FindSource(other))
        .thenRejected(CaseRejection.CASE_ENDED);
  }

  @Test
  void aSourceThatCannotBeIsRefused() {
    for (Source source :
        new Source[] {
          new Source(InfectionSource.CASE, null, null),
          new Source(InfectionSource.CASE, OTHER, WUHAN),
          new Source(InfectionSource.IMPORTED, OTHER, null),
          new Source(InfectionSource.UNKNOWN, null, WUHAN)
        }) {
      rules
          .given(CONFIRMED)
          .when(new FindSource(source))
          .thenRejected(CaseRejection.SOURCE_AMBIGUOUS);
    }
    var other = new Source(InfectionSource.CASE, OTHER, null);
    rules
        .given(CONFIRMED)
        .when(new FindSource(other, false, true))
        .thenRejected(CaseRejection.SOURCE_GOES_IN_A_CIRCLE);
    rules
        .given(CONFIRMED)
        .when(new FindSource(new Source(InfectionSource.CASE, CASE, null)))
        .thenRejected(CaseRejection.SOURCE_GOES_IN_A_CIRCLE);
    rules
        .given(CONFIRMED)
        .when(new FindSource(other, true, false))
        .thenRejected(CaseRejection.SOURCE_RULED_OUT);
  }

  @Test
  void whatIsFoundStaysFoundWhateverBecomesOfTheCase() {
    var noted = new CaseOnsetNoted(CASE, WHO, DAY);
    var confirmed = new CaseConfirmed(CASE, WHO, CaseClass.SUSPECTED);
    assertThat(
            ((Case.Known) rules.given(SUSPECTED, noted, confirmed, RECOVERED).state()).findings())
        .isEqualTo(new Case.Findings(DAY, null));
  }

  @Test
  void aCourseDoesNotWaitForWhatIsFoundLater() {
    var decider = new CaseDecider();
    var noted = new CaseOnsetNoted(CASE, WHO, DAY);
    assertThat(decider.follows(RULED_OUT, noted)).isFalse();
    assertThat(decider.follows(noted, RULED_OUT)).isFalse();
    assertThat(decider.follows(noted, SUSPECTED)).isTrue();
    assertThat(decider.follows(RECOVERED, CONFIRMED)).isTrue();
  }
}
