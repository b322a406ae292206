package org.qunfang.checkpoint.healthcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.qunfang.events.CheckpointEvent.CodeColour.GREEN;
import static org.qunfang.events.CheckpointEvent.CodeColour.RED;
import static org.qunfang.events.CheckpointEvent.CodeColour.YELLOW;
import static org.qunfang.events.CheckpointEvent.CodeReason.CASE;
import static org.qunfang.events.CheckpointEvent.CodeReason.CONTACT;
import static org.qunfang.events.CheckpointEvent.CodeReason.FEVER;
import static org.qunfang.events.CheckpointEvent.CodeReason.ISOLATION;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.IsolationEvent.IsolationExtended;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseDied;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.events.ResidentEvent.ContactExposedAgain;
import org.qunfang.events.ResidentEvent.ContactInfected;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.events.ResidentEvent.ResidentForgotten;

class GroundsTest {

  private static final UUID PERSON = new UUID(7, 3);
  private static final UUID ABOUT = new UUID(8, 1);
  private static final UUID OTHER = new UUID(8, 2);
  private static final LocalDate DAY = LocalDate.of(2020, 2, 20);

  static Stream<Arguments> rules() {
    return Stream.of(
        arguments(new CaseReported(ABOUT, PERSON, CaseClass.SUSPECTED), CASE, RED),
        arguments(new CaseReported(ABOUT, PERSON, CaseClass.CONFIRMED), CASE, RED),
        arguments(new CaseReported(ABOUT, PERSON, CaseClass.ASYMPTOMATIC), CASE, RED),
        arguments(new CaseConfirmed(ABOUT, PERSON, CaseClass.SUSPECTED), CASE, RED),
        arguments(new CaseRuledOut(ABOUT, PERSON), CASE, GREEN),
        arguments(new CaseRecovered(ABOUT, PERSON, CaseClass.CONFIRMED), CASE, GREEN),
        arguments(new CaseDied(ABOUT, PERSON, CaseClass.CONFIRMED), CASE, GREEN),
        arguments(traced(ContactClass.CLOSE), CONTACT, YELLOW),
        arguments(new ContactCleared(ABOUT, OTHER, PERSON, ContactClass.CLOSE), CONTACT, GREEN),
        arguments(exposedAgain(ContactClass.CLOSE), CONTACT, YELLOW),
        arguments(
            new ContactInfected(ABOUT, OTHER, PERSON, ContactClass.CLOSE, OTHER), CONTACT, GREEN),
        arguments(reclassified(ContactClass.GENERAL, ContactClass.CLOSE), CONTACT, YELLOW),
        arguments(reclassified(ContactClass.CLOSE, ContactClass.SECONDARY), CONTACT, GREEN),
        arguments(ordered(IsolationKind.HOME, IsolationReason.RETURNEE), ISOLATION, YELLOW),
        arguments(ordered(IsolationKind.CENTRAL, IsolationReason.RETURNEE), ISOLATION, RED),
        arguments(ordered(IsolationKind.HOSPITAL, IsolationReason.CASE), ISOLATION, RED),
        arguments(ordered(IsolationKind.MEDICAL_OBSERVATION, IsolationReason.FEVER), FEVER, RED),
        arguments(new IsolationStarted(ABOUT, PERSON, IsolationKind.HOME), ISOLATION, YELLOW),
        arguments(
            new IsolationTransferred(
                ABOUT, PERSON, IsolationKind.CENTRAL, IsolationKind.HOME, true),
            ISOLATION,
            YELLOW),
        arguments(
            new IsolationReleased(
                ABOUT,
                PERSON,
                IsolationKind.HOME,
                IsolationReason.RETURNEE,
                ReleaseGround.TERM_ENDED,
                true),
            ISOLATION,
            GREEN));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatSpeaksForACode(DomainEvent event, CodeReason reason, CodeColour colour) {
    assertEquals(
        Optional.of(new NoteGround(PERSON, ABOUT, reason, colour, 5)), Grounds.of(told(event)));
  }

  @ParameterizedTest
  @EnumSource(value = ContactClass.class, names = "CLOSE", mode = EnumSource.Mode.EXCLUDE)
  void otherContactsThanCloseOnesKeepTheirGreen(ContactClass nearness) {
    assertEquals(Optional.empty(), Grounds.of(told(traced(nearness))));
    assertEquals(
        Optional.empty(), Grounds.of(told(new ContactCleared(ABOUT, OTHER, PERSON, nearness))));
    assertEquals(Optional.empty(), Grounds.of(told(exposedAgain(nearness))));
    assertEquals(
        Optional.empty(),
        Grounds.of(told(new ContactInfected(ABOUT, OTHER, PERSON, nearness, OTHER))));
    assertEquals(
        Optional.empty(), Grounds.of(told(reclassified(nearness, ContactClass.SECONDARY))));
  }

  static Stream<DomainEvent> others() {
    return Stream.of(new ResidentForgotten(PERSON), new IsolationExtended(ABOUT, DAY));
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherEventsSayNothingOfACode(DomainEvent event) {
    assertEquals(Optional.empty(), Grounds.of(told(event)));
  }

  private static ContactTraced traced(ContactClass nearness) {
    return new ContactTraced(ABOUT, OTHER, PERSON, nearness, DAY, ContactSetting.MEAL);
  }

  private static ContactExposedAgain exposedAgain(ContactClass nearness) {
    return new ContactExposedAgain(ABOUT, OTHER, PERSON, nearness, DAY, ContactSetting.MEAL, false);
  }

  private static ContactReclassified reclassified(ContactClass was, ContactClass is) {
    return new ContactReclassified(ABOUT, OTHER, PERSON, was, is, DAY, ContactSetting.MEAL, false);
  }

  private static IsolationOrdered ordered(IsolationKind kind, IsolationReason reason) {
    return new IsolationOrdered(ABOUT, PERSON, kind, reason, DAY);
  }

  private static Envelope told(DomainEvent event) {
    Instant time = Instant.parse("2020-02-20T04:00:00Z");
    return new Envelope(
        OTHER, "any", 5, new Division("422801001008"), time, time, "somebody", null, event);
  }
}
