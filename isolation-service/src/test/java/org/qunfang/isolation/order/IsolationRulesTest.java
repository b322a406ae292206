package org.qunfang.isolation.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.isolation.order.Somebody.*;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.SymptomsReported;

class IsolationRulesTest {

  private static final UUID REPORT = EventIds.named("report");
  private static final Division WUHAN = new Division("420100000000");

  @ParameterizedTest
  @EnumSource(ContactSetting.class)
  void aCloseContactIsIsolatedFourteenDaysCentrallyFromTheSameHousehold(ContactSetting setting) {
    IsolationKind kind =
        setting == ContactSetting.HOUSEHOLD ? IsolationKind.CENTRAL : IsolationKind.HOME;
    assertEquals(
        Optional.of(new Ground(CONTACT, kind, IsolationReason.CLOSE_CONTACT, TODAY.plusDays(13))),
        IsolationRules.contact(contact(ContactClass.CLOSE, TODAY.minusDays(1), setting), TODAY));
  }

  @Test
  void aSecondaryContactStaysAtHomeSevenDays() {
    assertEquals(
        Optional.of(
            new Ground(
                CONTACT, IsolationKind.HOME, IsolationReason.SECONDARY_CONTACT, TODAY.plusDays(7))),
        IsolationRules.contact(
            contact(ContactClass.SECONDARY, TODAY, ContactSetting.HOUSEHOLD), TODAY));
  }

  @Test
  void aGeneralContactIsNotIsolated() {
    assertEquals(
        Optional.empty(),
        IsolationRules.contact(
            contact(ContactClass.GENERAL, TODAY, ContactSetting.HOUSEHOLD), TODAY));
  }

  @Test
  void aContactFoundAfterTheTermIsNotIsolated() {
    ContactTraced late = contact(ContactClass.CLOSE, TODAY.minusDays(15), ContactSetting.HOUSEHOLD);
    assertEquals(Optional.empty(), IsolationRules.contact(late, TODAY));
    assertEquals(true, IsolationRules.contact(late, TODAY.minusDays(1)).isPresent());
  }

  @ParameterizedTest
  @EnumSource(
      value = RiskLevel.class,
      names = {"HIGH", "MEDIUM"})
  void whoComesBackFromARiskAreaIsIsolatedCentrallyFourteenDays(RiskLevel risk) {
    assertEquals(
        Optional.of(
            new Ground(
                REPORT, IsolationKind.CENTRAL, IsolationReason.RETURNEE, TODAY.plusDays(14))),
        IsolationRules.returnee(REPORT, new ReturnRegistered(PERSON, WUHAN, risk, TODAY), TODAY));
  }

  @Test
  void whoComesBackFromALowRiskAreaIsRegisteredAndProtected() {
    assertEquals(
        Optional.empty(),
        IsolationRules.returnee(
            REPORT, new ReturnRegistered(PERSON, WUHAN, RiskLevel.LOW, TODAY), TODAY));
  }

  @Test
  void whoCameBackThreeWeeksAgoIsNotIsolated() {
    var back = new ReturnRegistered(PERSON, WUHAN, RiskLevel.HIGH, TODAY.minusDays(21));
    assertEquals(Optional.empty(), IsolationRules.returnee(REPORT, back, TODAY));
  }

  @ParameterizedTest
  @CsvSource({"SUSPECTED,CENTRAL", "CONFIRMED,HOSPITAL", "ASYMPTOMATIC,HOSPITAL"})
  void aCaseIsIsolatedByWhatItIs(CaseClass caseClass, IsolationKind kind) {
    Ground ground = IsolationRules.caseOf(CASE, caseClass, TODAY);
    assertEquals(kind, ground.kind());
    assertEquals(true, ground.lastsUntilCaseCloses());
  }

  @Test
  void aFeverAtAGateIsObserved() {
    var detected = new FeverDetected(PASSAGE, EventIds.named("gate"), PERSON, 38.2);
    assertEquals(WITH_FEVER, IsolationRules.fever(detected, TODAY));
  }

  @ParameterizedTest
  @CsvSource({"true,false,true", "false,true,true", "true,true,true", "false,false,false"})
  void aFeverOrADryCoughIsObserved(boolean fever, boolean dryCough, boolean observed) {
    var told = new SymptomsReported(PERSON, fever, dryCough);
    assertEquals(observed, IsolationRules.symptoms(REPORT, told, TODAY).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"37.2,false,false", "37.3,false,true", "36.5,true,true", "36.5,false,false"})
  void aCheckThatFindsAFeverOrADryCoughIsFollowedByObservation(
      double temperature, boolean dryCough, boolean observed) {
    var made =
        new HealthChecked(
            ORDER, PERSON, TODAY, CheckSlot.MORNING, temperature, dryCough, false, true);
    assertEquals(observed, IsolationRules.check(REPORT, made).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"HOME,MEDICAL_OBSERVATION", "MEDICAL_OBSERVATION,CENTRAL", "CENTRAL,HOSPITAL"})
  void eachKindIsStricterThanTheOneBefore(IsolationKind milder, IsolationKind stricter) {
    assertEquals(true, IsolationRules.stricter(stricter, milder));
    assertEquals(false, IsolationRules.stricter(milder, stricter));
    assertEquals(false, IsolationRules.stricter(milder, milder));
  }

  private static ContactTraced contact(
      ContactClass contactClass, LocalDate lastExposure, ContactSetting setting) {
    return new ContactTraced(CONTACT, CASE, PERSON, contactClass, lastExposure, setting);
  }
}
