package org.qunfang.resident.cases;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseDied;
import org.qunfang.events.ResidentEvent.CaseEvent;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.resident.cases.CaseCommand.ConfirmCase;
import org.qunfang.resident.cases.CaseCommand.RecordDeath;
import org.qunfang.resident.cases.CaseCommand.RecoverCase;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.cases.CaseCommand.RuleOutCase;
import org.qunfang.testing.GivenWhenThen;

class FollowingACaseTest {

  private static final UUID CASE = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000002");

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
}
