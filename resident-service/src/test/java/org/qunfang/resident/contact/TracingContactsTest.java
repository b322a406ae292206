package org.qunfang.resident.contact;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.events.ResidentEvent.ContactEvent;
import org.qunfang.events.ResidentEvent.ContactExposedAgain;
import org.qunfang.events.ResidentEvent.ContactInfected;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.resident.contact.ContactCommand.ClearContact;
import org.qunfang.resident.contact.ContactCommand.ClearEarly;
import org.qunfang.resident.contact.ContactCommand.EndAsInfected;
import org.qunfang.resident.contact.ContactCommand.EndWithCase;
import org.qunfang.resident.contact.ContactCommand.ExposeAgain;
import org.qunfang.resident.contact.ContactCommand.ReclassifyContact;
import org.qunfang.resident.contact.ContactCommand.TraceContact;
import org.qunfang.resident.contact.ContactCommand.TracedCase;
import org.qunfang.testing.GivenWhenThen;

class TracingContactsTest {

  private static final UUID CONTACT = UUID.fromString("00000000-0000-7000-8000-000000000004");
  private static final UUID CASE = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final UUID ILL = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID MET = UUID.fromString("00000000-0000-7000-8000-000000000005");
  private static final UUID OWN_CASE = UUID.fromString("00000000-0000-7000-8000-000000000006");
  private static final ContactSetting MEAL = ContactSetting.MEAL;
  private static final ContactSetting HOUSEHOLD = ContactSetting.HOUSEHOLD;
  private static final ContactInfected INFECTED =
      new ContactInfected(CONTACT, CASE, MET, ContactClass.CLOSE, OWN_CASE);
  private static final Health WELL = new Health.Well();
  private static final LocalDate DAY = LocalDate.of(2020, 2, 1);
  private static final ContactTraced TRACED =
      new ContactTraced(CONTACT, CASE, MET, ContactClass.CLOSE, DAY, ContactSetting.MEAL);

  private final GivenWhenThen<ContactCommand, Contact, ContactEvent> rules =
      rules(new ContactDecider());

  private static TraceContact trace(UUID who, boolean ruledOut, LocalDate today) {
    return new TraceContact(
        CONTACT,
        new TracedCase(CASE, ILL, ruledOut),
        who,
        ContactClass.CLOSE,
        DAY,
        ContactSetting.MEAL,
        today,
        WELL);
  }

  @Test
  void whoMetACaseIsAContactOnce() {
    rules.given().when(trace(MET, false, DAY)).then(TRACED);
    rules
        .given(TRACED)
        .when(trace(MET, false, DAY))
        .thenRejected(ContactRejection.CONTACT_ALREADY_TRACED);
  }

  @Test
  void nobodyIsAContactOfTheOwnCase() {
    rules.given().when(trace(ILL, false, DAY)).thenRejected(ContactRejection.CONTACT_OF_ONESELF);
  }

  @Test
  void aCaseThatWasNoneHasNoContacts() {
    rules.given().when(trace(MET, true, DAY)).thenRejected(ContactRejection.CASE_RULED_OUT);
  }

  @Test
  void nobodyWasExposedTomorrow() {
    rules
        .given()
        .when(trace(MET, false, DAY.minusDays(1)))
        .thenRejected(ContactRejection.EXPOSURE_IN_FUTURE);
  }

  @Test
  void aContactIsClearedOnce() {
    var cleared = new ContactCleared(CONTACT, CASE, MET, ContactClass.CLOSE);
    rules.given(TRACED).when(clear(14)).then(cleared);
    rules.given(TRACED, cleared).when(clear(14)).thenNothing();
    rules.given(TRACED, cleared).when(new ClearEarly()).thenNothing();
    rules.given().when(clear(14)).thenRejected(ContactRejection.NO_SUCH_CONTACT);
    rules.given().when(new ClearEarly()).thenRejected(ContactRejection.NO_SUCH_CONTACT);
  }

  private static ClearContact clear(int daysAfterExposure) {
    return new ClearContact(DAY.plusDays(daysAfterExposure));
  }

  @ParameterizedTest
  @CsvSource({"CLOSE, 14", "SECONDARY, 7"})
  void aContactIsWatchedForTheWholeTermOfTheClass(ContactClass contactClass, int term) {
    var traced = new ContactTraced(CONTACT, CASE, MET, contactClass, DAY, ContactSetting.MEAL);
    rules.given(traced).when(clear(0)).thenRejected(ContactRejection.TERM_NOT_OVER);
    rules.given(traced).when(clear(term - 1)).thenRejected(ContactRejection.TERM_NOT_OVER);
    rules
        .given(traced)
        .when(clear(term))
        .then(new ContactCleared(CONTACT, CASE, MET, contactClass));
  }

  @Test
  void aGeneralContactIsHeldForNothing() {
    rules
        .given(
            new ContactTraced(CONTACT, CASE, MET, ContactClass.GENERAL, DAY, ContactSetting.GATE))
        .when(clear(0))
        .then(new ContactCleared(CONTACT, CASE, MET, ContactClass.GENERAL));
  }

  @Test
  void whenTheCaseWasNoneTheContactWasNoneEither() {
    rules
        .given(TRACED)
        .when(new EndWithCase())
        .then(new ContactCleared(CONTACT, CASE, MET, ContactClass.CLOSE, true));
  }

  @Test
  void whoeverHasEndedStaysSoWhenTheCaseIsRuledOut() {
    rules.given(TRACED, CLEARED).when(new EndWithCase()).thenNothing();
    rules.given(TRACED, INFECTED).when(new EndWithCase()).thenNothing();
    rules.given().when(new EndWithCase()).thenRejected(ContactRejection.NO_SUCH_CONTACT);
  }

  @Test
  void anOfficerMayDecideToEndItEarlier() {
    rules
        .given(TRACED)
        .when(new ClearEarly())
        .then(new ContactCleared(CONTACT, CASE, MET, ContactClass.CLOSE));
  }

  @Test
  void whoIsInfectedAlreadyIsTracedAndWatchedAsACase() {
    rules
        .given()
        .when(
            new TraceContact(
                CONTACT,
                new TracedCase(CASE, ILL, false),
                MET,
                ContactClass.CLOSE,
                DAY,
                ContactSetting.MEAL,
                DAY,
                new Health.Ill(OWN_CASE)))
        .then(TRACED, INFECTED);
  }

  private static TraceContact traceOf(Health health) {
    return new TraceContact(
        CONTACT,
        new TracedCase(CASE, ILL, false),
        MET,
        ContactClass.CLOSE,
        DAY,
        MEAL,
        DAY.plusDays(300),
        health);
  }

  @Test
  void whoDiedIsNobodysContact() {
    rules.given().when(traceOf(new Health.Died())).thenRejected(ContactRejection.CONTACT_DIED);
    rules
        .given(TRACED, new ContactCleared(CONTACT, CASE, MET, ContactClass.CLOSE))
        .when(new ExposeAgain(DAY.plusDays(3), null, false, new Health.Died(), DAY.plusDays(10)))
        .thenRejected(ContactRejection.CONTACT_DIED);
  }

  @Test
  void whoRecoveredIsNobodysContactForNinetyDaysAndLikeAnybodyAfterwards() {
    for (int days : new int[] {-1, 0, 90}) {
      rules
          .given()
          .when(traceOf(new Health.Recovered(DAY.minusDays(days))))
          .thenRejected(ContactRejection.CONTACT_RECOVERED);
    }
    rules.given().when(traceOf(new Health.Recovered(DAY.minusDays(91)))).then(TRACED);
  }

  @Test
  void whoIsInfectedIsAContactNoLongerAndNotCleared() {
    rules.given(TRACED).when(new EndAsInfected(OWN_CASE)).then(INFECTED);
    rules.given(TRACED, INFECTED).when(new EndAsInfected(OWN_CASE)).thenNothing();
    for (ContactCommand command :
        new ContactCommand[] {
          clear(14), new ClearEarly(), reclassify(ContactClass.GENERAL, 1), again(5)
        }) {
      rules.given(TRACED, INFECTED).when(command).thenRejected(ContactRejection.CONTACT_INFECTED);
    }
  }

  @Test
  void whoFallsIllAfterTheTimeWasOverIsNobodysContact() {
    rules
        .given(TRACED, new ContactCleared(CONTACT, CASE, MET, ContactClass.CLOSE))
        .when(new EndAsInfected(OWN_CASE))
        .thenNothing();
  }

  @Test
  void aContactOfAnotherClassIsWatchedForThatClassesTerm() {
    var secondary = reclassified(ContactClass.CLOSE, ContactClass.SECONDARY, false);
    rules.given(TRACED).when(reclassify(ContactClass.CLOSE, 1)).thenNothing();
    rules.given(TRACED).when(reclassify(ContactClass.SECONDARY, 1)).then(secondary);
    rules.given(TRACED, secondary).when(clear(6)).thenRejected(ContactRejection.TERM_NOT_OVER);
    rules
        .given(TRACED, secondary)
        .when(clear(7))
        .then(new ContactCleared(CONTACT, CASE, MET, ContactClass.SECONDARY));
  }

  @Test
  void aClearedContactWhoWasNearerThanThoughtIsWatchedAfterAll() {
    var general = new ContactTraced(CONTACT, CASE, MET, ContactClass.GENERAL, DAY, MEAL);
    var cleared = new ContactCleared(CONTACT, CASE, MET, ContactClass.GENERAL);
    var close = reclassified(ContactClass.GENERAL, ContactClass.CLOSE, true);
    rules.given(general, cleared).when(reclassify(ContactClass.CLOSE, 13)).then(close);
    rules
        .given(general, cleared)
        .when(reclassify(ContactClass.CLOSE, 14))
        .thenRejected(ContactRejection.CONTACT_CLEARED);
    rules
        .given(general, cleared, close)
        .when(clear(13))
        .thenRejected(ContactRejection.TERM_NOT_OVER);
  }

  @Test
  void whoMeetsTheCaseAgainIsWatchedFromThenOn() {
    rules.given(TRACED).when(again(3)).then(exposed(3, false));
    rules.given(TRACED).when(again(0)).thenNothing();
    rules.given(TRACED).when(again(-1)).thenRejected(ContactRejection.EXPOSURE_NOT_LATER);
    rules
        .given(TRACED, exposed(3, false))
        .when(clear(16))
        .thenRejected(ContactRejection.TERM_NOT_OVER);
    rules
        .given(TRACED, new ContactCleared(CONTACT, CASE, MET, ContactClass.CLOSE))
        .when(again(3))
        .then(exposed(3, true));
  }

  @Test
  void whoLivesWithTheCaseDoesSoUntilTheWatchEndsWhereverElseTheyMeet() {
    var home = new ContactTraced(CONTACT, CASE, MET, ContactClass.CLOSE, DAY, HOUSEHOLD);
    rules.given(home).when(again(3)).then(exposedAt(HOUSEHOLD, false));
    rules.given(home).when(again(MEAL)).then(exposedAt(HOUSEHOLD, false));
    rules.given(home, CLEARED).when(again(MEAL)).then(exposedAt(MEAL, true));
    rules.given(TRACED).when(again(HOUSEHOLD)).then(exposedAt(HOUSEHOLD, false));
  }

  private static ExposeAgain again(ContactSetting where) {
    return new ExposeAgain(DAY.plusDays(3), where, false, WELL, DAY.plusDays(10));
  }

  private static ContactExposedAgain exposedAt(ContactSetting where, boolean resumed) {
    return new ContactExposedAgain(
        CONTACT, CASE, MET, ContactClass.CLOSE, DAY.plusDays(3), where, resumed);
  }

  private static final ContactCleared CLEARED =
      new ContactCleared(CONTACT, CASE, MET, ContactClass.CLOSE);

  @Test
  void noWatchBeginsAgainThatNobodyNeeds() {
    rules
        .given(TRACED, CLEARED)
        .when(new ExposeAgain(DAY.plusDays(3), null, false, WELL, DAY.plusDays(17)))
        .thenRejected(ContactRejection.CONTACT_CLEARED);
    rules.given(TRACED, CLEARED).when(again(0)).thenNothing();
    for (ContactClass milder : ContactClass.values()) {
      rules.given(TRACED, CLEARED).when(reclassify(milder, 1)).thenNothing();
    }
  }

  @Test
  void whoTurnsOutToBeNearerOrMeetsAgainAndIsACaseByNowEndsAsThatCase() {
    Health ill = new Health.Ill(OWN_CASE);
    var general = new ContactTraced(CONTACT, CASE, MET, ContactClass.GENERAL, DAY, MEAL);
    var cleared = new ContactCleared(CONTACT, CASE, MET, ContactClass.GENERAL);
    rules
        .given(general, cleared)
        .when(new ReclassifyContact(ContactClass.CLOSE, false, ill, DAY.plusDays(1)))
        .then(reclassified(ContactClass.GENERAL, ContactClass.CLOSE, true), INFECTED);
    rules
        .given(TRACED, CLEARED)
        .when(new ExposeAgain(DAY.plusDays(3), null, false, ill, DAY.plusDays(10)))
        .then(exposed(3, true), INFECTED);
  }

  @Test
  void aContactOfACaseThatWasNoneIsOfNoOtherClass() {
    rules
        .given(TRACED)
        .when(new ReclassifyContact(ContactClass.SECONDARY, true, WELL, DAY))
        .thenRejected(ContactRejection.CASE_RULED_OUT);
  }

  @Test
  void nobodyMeetsACaseAgainTomorrowOrOneThatWasNone() {
    rules
        .given(TRACED)
        .when(new ExposeAgain(DAY.plusDays(3), null, false, WELL, DAY.plusDays(2)))
        .thenRejected(ContactRejection.EXPOSURE_IN_FUTURE);
    rules
        .given(TRACED)
        .when(new ExposeAgain(DAY.plusDays(3), null, true, WELL, DAY.plusDays(3)))
        .thenRejected(ContactRejection.CASE_RULED_OUT);
  }

  @Test
  void nothingIsToldOfAContactNobodyTraced() {
    for (ContactCommand command :
        new ContactCommand[] {
          new EndAsInfected(OWN_CASE), reclassify(ContactClass.GENERAL, 1), again(5)
        }) {
      rules.given().when(command).thenRejected(ContactRejection.NO_SUCH_CONTACT);
    }
  }

  private static ReclassifyContact reclassify(ContactClass to, int days) {
    return new ReclassifyContact(to, false, WELL, DAY.plusDays(days));
  }

  private static ContactReclassified reclassified(
      ContactClass was, ContactClass is, boolean resumed) {
    return new ContactReclassified(CONTACT, CASE, MET, was, is, DAY, MEAL, resumed);
  }

  private static ExposeAgain again(int days) {
    return new ExposeAgain(DAY.plusDays(days), null, false, WELL, DAY.plusDays(10));
  }

  private static ContactExposedAgain exposed(int days, boolean resumed) {
    return new ContactExposedAgain(
        CONTACT, CASE, MET, ContactClass.CLOSE, DAY.plusDays(days), MEAL, resumed);
  }
}
