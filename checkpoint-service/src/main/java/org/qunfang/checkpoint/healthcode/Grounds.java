package org.qunfang.checkpoint.healthcode;

import static org.qunfang.events.CheckpointEvent.CodeColour.GREEN;
import static org.qunfang.events.CheckpointEvent.CodeColour.RED;
import static org.qunfang.events.CheckpointEvent.CodeColour.YELLOW;
import static org.qunfang.events.CheckpointEvent.CodeReason.CASE;
import static org.qunfang.events.CheckpointEvent.CodeReason.CONTACT;
import static org.qunfang.events.CheckpointEvent.CodeReason.FEVER;
import static org.qunfang.events.CheckpointEvent.CodeReason.ISOLATION;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.events.IsolationEvent.IsolationTransferred;
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
import org.qunfang.events.ResidentEvent.ContactTraced;

/**
 * What the other services tell that speaks for or against somebody's code: the one table of it.
 *
 * <p>A case is red from the first suspicion until it is ruled out, over or the person has died. A
 * close contact is yellow until cleared; other contacts keep their green. Isolation at home is
 * yellow, anywhere else red, until released.
 */
final class Grounds {

  private record Ground(UUID person, UUID about, CodeReason reason, CodeColour colour) {}

  private static final Map<Class<? extends DomainEvent>, Function<DomainEvent, Optional<Ground>>>
      TABLE = new LinkedHashMap<>();

  static {
    when(CaseReported.class, e -> new Ground(e.resident(), e.caseId(), CASE, RED));
    when(CaseConfirmed.class, e -> new Ground(e.resident(), e.caseId(), CASE, RED));
    when(CaseRuledOut.class, e -> new Ground(e.resident(), e.caseId(), CASE, GREEN));
    when(CaseRecovered.class, e -> new Ground(e.resident(), e.caseId(), CASE, GREEN));
    when(CaseDied.class, e -> new Ground(e.resident(), e.caseId(), CASE, GREEN));
    whenClose(
        ContactTraced.class,
        ContactTraced::contactClass,
        e -> new Ground(e.resident(), e.contact(), CONTACT, YELLOW));
    whenClose(
        ContactCleared.class,
        ContactCleared::contactClass,
        e -> new Ground(e.resident(), e.contact(), CONTACT, GREEN));
    whenClose(
        ContactExposedAgain.class,
        ContactExposedAgain::contactClass,
        e -> new Ground(e.resident(), e.contact(), CONTACT, YELLOW));
    // From now on the case speaks for the code.
    whenClose(
        ContactInfected.class,
        ContactInfected::contactClass,
        e -> new Ground(e.resident(), e.contact(), CONTACT, GREEN));
    TABLE.put(ContactReclassified.class, event -> reclassified((ContactReclassified) event));
    when(
        IsolationOrdered.class,
        e -> new Ground(e.person(), e.order(), reason(e.reason()), colour(e.kind())));
    when(
        IsolationStarted.class,
        e -> new Ground(e.person(), e.order(), ISOLATION, colour(e.kind())));
    when(
        IsolationTransferred.class,
        e -> new Ground(e.person(), e.order(), ISOLATION, colour(e.to())));
    when(IsolationReleased.class, e -> new Ground(e.person(), e.order(), ISOLATION, GREEN));
  }

  private Grounds() {}

  /** The events that speak for or against somebody's code. */
  static Set<Class<? extends DomainEvent>> events() {
    return TABLE.keySet();
  }

  /** What an event says of somebody's code, or empty when it says nothing. */
  static Optional<NoteGround> of(Envelope told) {
    var rule = TABLE.get(told.event().getClass());
    return rule == null
        ? Optional.empty()
        : rule.apply(told.event())
            .map(
                ground ->
                    new NoteGround(
                        ground.person(),
                        ground.about(),
                        ground.reason(),
                        ground.colour(),
                        told.version()));
  }

  /** Who was close and is no more, or is and was not; between the others nothing changes. */
  private static Optional<Ground> reclassified(ContactReclassified e) {
    return e.was() == ContactClass.CLOSE || e.contactClass() == ContactClass.CLOSE
        ? Optional.of(
            new Ground(
                e.resident(),
                e.contact(),
                CONTACT,
                e.contactClass() == ContactClass.CLOSE ? YELLOW : GREEN))
        : Optional.empty();
  }

  private static CodeColour colour(IsolationKind kind) {
    return switch (kind) {
      case HOME -> YELLOW;
      case CENTRAL, MEDICAL_OBSERVATION, HOSPITAL -> RED;
    };
  }

  private static CodeReason reason(IsolationReason reason) {
    return switch (reason) {
      case FEVER -> FEVER;
      case CASE, CLOSE_CONTACT, SECONDARY_CONTACT, RETURNEE, STRANDED, OTHER -> ISOLATION;
    };
  }

  private static <E extends DomainEvent> void when(Class<E> type, Function<E, Ground> ground) {
    TABLE.put(type, event -> Optional.of(ground.apply(type.cast(event))));
  }

  private static <E extends DomainEvent> void whenClose(
      Class<E> type, Function<E, ContactClass> nearness, Function<E, Ground> ground) {
    TABLE.put(
        type,
        event -> {
          E contact = type.cast(event);
          return nearness.apply(contact) == ContactClass.CLOSE
              ? Optional.of(ground.apply(contact))
              : Optional.empty();
        });
  }
}
