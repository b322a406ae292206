package org.qunfang.isolation.order;

import static org.qunfang.isolation.order.Somebody.*;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.qunfang.events.IsolationEvent.IsolationExtended;
import org.qunfang.events.IsolationEvent.IsolationGroundAdded;
import org.qunfang.events.IsolationEvent.IsolationGroundLifted;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.isolation.order.IsolationCommand.AddGround;
import org.qunfang.isolation.order.IsolationCommand.LiftGround;
import org.qunfang.isolation.order.IsolationCommand.ReweighGround;

class HavingSeveralGroundsTest {

  @Test
  void aStricterAndLongerGroundMovesAndProlongs() {
    given(ORDERED, STARTED)
        .when(new AddGround(WITH_FEVER))
        .then(
            added(WITH_FEVER),
            new IsolationTransferred(
                ORDER, PERSON, IsolationKind.HOME, IsolationKind.MEDICAL_OBSERVATION, true),
            new IsolationExtended(ORDER, WITH_FEVER.due()));
  }

  @Test
  void aMilderGroundMovesNobody() {
    given(ordered(AS_SUSPECTED)).when(new AddGround(AS_CONTACT)).then(added(AS_CONTACT));
  }

  @Test
  void theSameGroundAgainAsksForNothing() {
    given(ORDERED).when(new AddGround(AS_CONTACT)).thenNothing();
  }

  @Test
  void aSuspectedCaseThatIsConfirmedGoesToHospital() {
    given(ordered(AS_SUSPECTED))
        .when(new AddGround(AS_CONFIRMED))
        .then(
            added(AS_CONFIRMED),
            new IsolationTransferred(
                ORDER, PERSON, IsolationKind.CENTRAL, IsolationKind.HOSPITAL, false),
            new IsolationExtended(ORDER, AS_CONFIRMED.due()));
  }

  @Test
  void whenTheOnlyGroundGoesThePersonIsReleased() {
    given(ORDERED, STARTED)
        .when(new LiftGround(CONTACT, ReleaseGround.TERM_ENDED))
        .then(released(IsolationKind.HOME, ReleaseGround.TERM_ENDED, true));
  }

  @Test
  void whenOneOfTwoGroundsGoesTheOtherStandsUntilItsOwnDay() {
    given(ORDERED, added(WITH_FEVER), new IsolationExtended(ORDER, WITH_FEVER.due()))
        .when(new LiftGround(PASSAGE, ReleaseGround.TERM_ENDED))
        .then(new IsolationGroundLifted(ORDER, PERSON, PASSAGE, DUE));
  }

  @Test
  void whatPeopleProlongedStaysProlonged() {
    var prolonged = new IsolationExtended(ORDER, DUE.plusDays(30));
    given(ORDERED, added(WITH_FEVER), prolonged)
        .when(new LiftGround(PASSAGE, ReleaseGround.TERM_ENDED))
        .then(new IsolationGroundLifted(ORDER, PERSON, PASSAGE, prolonged.due()));
  }

  @Test
  void aContactWhoseSuspicionIsRuledOutStaysAContact() {
    given(ORDERED, added(AS_SUSPECTED))
        .when(new LiftGround(CASE, ReleaseGround.RULED_OUT))
        .then(new IsolationGroundLifted(ORDER, PERSON, CASE, DUE));
  }

  @Test
  void whatRulesACaseOutExplainsTheFeverAsWell() {
    given(ordered(WITH_FEVER), added(AS_SUSPECTED))
        .when(new LiftGround(CASE, ReleaseGround.RULED_OUT))
        .then(
            new IsolationReleased(
                ORDER,
                PERSON,
                WITH_FEVER.kind(),
                IsolationReason.FEVER,
                ReleaseGround.RULED_OUT,
                false));
    given(ORDERED, added(WITH_FEVER), added(AS_SUSPECTED))
        .when(new LiftGround(CASE, ReleaseGround.RULED_OUT))
        .then(
            new IsolationGroundLifted(ORDER, PERSON, PASSAGE, DUE),
            new IsolationGroundLifted(ORDER, PERSON, CASE, DUE));
  }

  @Test
  void thatTheOtherOnesCaseWasNoneExplainsNoFever() {
    given(ORDERED, added(WITH_FEVER), new IsolationExtended(ORDER, WITH_FEVER.due()))
        .when(new LiftGround(CONTACT, ReleaseGround.RULED_OUT))
        .then(new IsolationGroundLifted(ORDER, PERSON, CONTACT, WITH_FEVER.due()));
    given(ORDERED)
        .when(new LiftGround(CONTACT, ReleaseGround.RULED_OUT))
        .then(released(IsolationKind.HOME, ReleaseGround.RULED_OUT, false));
  }

  @Test
  void aFeverIsNoNewsOfACase() {
    given(ordered(AS_SUSPECTED)).when(new AddGround(WITH_FEVER)).thenNothing();
  }

  @Test
  void whoHasRecoveredIsIsolatedForNothingElse() {
    given(ORDERED, added(AS_CONFIRMED))
        .when(new LiftGround(CASE, ReleaseGround.RECOVERED))
        .then(released(IsolationKind.HOME, ReleaseGround.RECOVERED, false));
  }

  @Test
  void whoHasDiedIsIsolatedNoLonger() {
    given(ORDERED, added(AS_CONFIRMED))
        .when(new LiftGround(CASE, ReleaseGround.DIED))
        .then(released(IsolationKind.HOME, ReleaseGround.DIED, false));
  }

  @Test
  void aGroundThatNeverStoodCannotGo() {
    given(ORDERED).when(new LiftGround(CASE, ReleaseGround.RECOVERED)).thenNothing();
  }

  @Test
  void aGroundThatGoesAfterTheReleaseChangesNothing() {
    given(ORDERED, released(IsolationKind.HOME, ReleaseGround.ORDERED_IN_ERROR, false))
        .when(new LiftGround(CONTACT, ReleaseGround.TERM_ENDED))
        .thenNothing();
  }

  @Test
  void aGroundThatComesAfterTheReleaseNeedsAnotherOrder() {
    given(ORDERED, released(IsolationKind.HOME, ReleaseGround.TERM_ENDED, false))
        .when(new AddGround(WITH_FEVER))
        .thenRejected(IsolationRejection.ORDER_ENDED);
  }

  @Test
  void whoMeetsTheCaseAgainIsIsolatedForLongerAndCountedOnce() {
    Ground later = new Ground(CONTACT, AS_CONTACT.kind(), AS_CONTACT.reason(), DUE.plusDays(3));
    given(ORDERED)
        .when(new AddGround(later))
        .then(
            new IsolationGroundAdded(
                ORDER, PERSON, later.kind(), later.reason(), later.due(), CONTACT, true),
            new IsolationExtended(ORDER, later.due()));
  }

  @Test
  void aContactWhoIsReclassifiedThereAndBackIsCountedOnce() {
    Ground secondary =
        new Ground(
            CONTACT, IsolationKind.HOME, IsolationReason.SECONDARY_CONTACT, DUE.minusDays(7));
    given(
            ORDERED,
            new IsolationGroundLifted(ORDER, PERSON, CONTACT, secondary.due()),
            added(secondary))
        .when(new ReweighGround(AS_CONTACT))
        .then(again(AS_CONTACT), new IsolationExtended(ORDER, DUE));
  }

  @Test
  void aContactOfTwoCasesIsCountedOnce() {
    Ground ofAnother =
        new Ground(PASSAGE, AS_CONTACT.kind(), AS_CONTACT.reason(), AS_CONTACT.due());
    given(ORDERED).when(new AddGround(ofAnother)).then(again(ofAnother));
  }

  private static IsolationGroundAdded again(Ground ground) {
    return new IsolationGroundAdded(
        ORDER, PERSON, ground.kind(), ground.reason(), ground.due(), ground.cause(), true);
  }

  @Test
  void aContactWhoTurnsOutToBeLessNearIsIsolatedForLess() {
    Ground secondary =
        new Ground(
            CONTACT, IsolationKind.HOME, IsolationReason.SECONDARY_CONTACT, DUE.minusDays(7));
    given(ORDERED)
        .when(new ReweighGround(secondary))
        .then(new IsolationGroundLifted(ORDER, PERSON, CONTACT, secondary.due()), added(secondary));
    var rules = given(ORDERED, added(AS_SUSPECTED), added(WITH_FEVER));
    rules
        .when(new ReweighGround(secondary))
        .then(
            new IsolationGroundLifted(
                ORDER,
                PERSON,
                CONTACT,
                latest(AS_SUSPECTED.due(), latest(WITH_FEVER.due(), secondary.due()))),
            added(secondary));
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  @Test
  void aContactWhoTurnsOutToBeNearerIsIsolatedForLonger() {
    Ground secondary =
        new Ground(
            CONTACT, IsolationKind.HOME, IsolationReason.SECONDARY_CONTACT, DUE.minusDays(7));
    given(ordered(secondary))
        .when(new ReweighGround(AS_CONTACT))
        .then(added(AS_CONTACT), new IsolationExtended(ORDER, DUE));
    given(ORDERED).when(new ReweighGround(AS_CONTACT)).thenNothing();
  }

  private static IsolationGroundAdded added(Ground ground) {
    return new IsolationGroundAdded(
        ORDER, PERSON, ground.kind(), ground.reason(), ground.due(), ground.cause());
  }

  private static IsolationReleased released(
      IsolationKind kind, ReleaseGround ground, boolean started) {
    IsolationReason reason = IsolationReason.CLOSE_CONTACT;
    return new IsolationReleased(ORDER, PERSON, kind, reason, ground, started);
  }
}
