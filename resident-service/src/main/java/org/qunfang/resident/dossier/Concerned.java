package org.qunfang.resident.dossier;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CheckpointEvent.HealthCodeGroundNoted;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.EventTypes;
import org.qunfang.events.IsolationEvent.HealthCheckMissed;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.NoticeDeliveryEvent;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.SupplyEvent;

/**
 * Whom an event is about, by the names that all events use: a {@code resident} or {@code person}, a
 * {@code household}, or an {@code order} or {@code need} that is somebody's. So an event that a
 * later build adds is in the file without anybody having to think of it.
 *
 * @param subject the person, else the household; null when the event leaves it to its stream to say
 * @param cases other people's cases that the event tells of: a contact is in the file of the case
 *     too
 */
record Concerned(@Nullable UUID subject, List<UUID> cases) {

  private static final List<String> PERSON = List.of("resident", "person");
  private static final List<String> HOUSEHOLD = List.of("household");
  private static final List<String> CASE = List.of("caseId", "sourceCase");
  private static final List<String> THING = List.of("order", "need");

  /** Passages are kept in their own table; what a code rests on is the gates' own bookkeeping. */
  private static final Set<Class<? extends DomainEvent>> ELSEWHERE =
      Set.of(PassageRecorded.class, HealthCodeGroundNoted.class);

  private static final ClassValue<Parts> PARTS =
      new ClassValue<>() {
        @Override
        protected Parts computeValue(Class<?> event) {
          return new Parts(
              parts(event, PERSON),
              parts(event, HOUSEHOLD),
              parts(event, CASE),
              !parts(event, THING).isEmpty());
        }
      };

  /** The parts of an event that say whom it is about. */
  private record Parts(
      List<RecordComponent> persons,
      List<RecordComponent> households,
      List<RecordComponent> cases,
      boolean thing) {

    boolean anybody() {
      return !persons.isEmpty() || !households.isEmpty() || thing;
    }
  }

  private static List<RecordComponent> parts(Class<?> event, List<String> names) {
    return Arrays.stream(event.getRecordComponents())
        .filter(part -> part.getType() == UUID.class && names.contains(part.getName()))
        .toList();
  }

  /** All events that are filed. */
  static Set<Class<? extends DomainEvent>> all() {
    return EventTypes.all().stream().filter(Concerned::anybody).collect(toUnmodifiableSet());
  }

  /**
   * True when events of that kind are filed. Those in the streams of persons and households
   * themselves are not: they are read there.
   */
  static boolean anybody(Class<? extends DomainEvent> event) {
    return !ELSEWHERE.contains(event)
        && !PersonEvent.class.isAssignableFrom(event)
        && !HouseholdEvent.class.isAssignableFrom(event)
        && PARTS.get(event).anybody();
  }

  /** The names of all that a file can tell. */
  static Set<String> kinds() {
    return EventTypes.all().stream()
        .filter(
            event ->
                anybody(event)
                    || event == PassageRecorded.class
                    || PersonEvent.class.isAssignableFrom(event)
                    || HouseholdEvent.class.isAssignableFrom(event))
        .map(Class::getSimpleName)
        .collect(toUnmodifiableSet());
  }

  /**
   * True for what comes every day, or to every household, and is not kept for ever: facts, checks
   * that nobody made, supplies and notices.
   */
  static boolean daily(Envelope told) {
    return told.version() == 0
        || told.event() instanceof HealthCheckMissed
        || told.event() instanceof SupplyEvent
        || told.event() instanceof NoticeDeliveryEvent;
  }

  /**
   * True when other events of the stream say, or need to be told, whom it is about. A fact's stream
   * is about many.
   */
  static boolean byStream(Envelope told) {
    return told.version() > 0 && PARTS.get(told.event().getClass()).thing();
  }

  static Concerned by(DomainEvent event) {
    Parts parts = PARTS.get(event.getClass());
    List<UUID> persons = values(event, parts.persons());
    List<UUID> households = values(event, parts.households());
    @Nullable UUID subject =
        !persons.isEmpty() ? persons.get(0) : households.isEmpty() ? null : households.get(0);
    return new Concerned(subject, values(event, parts.cases()));
  }

  private static List<UUID> values(DomainEvent event, List<RecordComponent> parts) {
    List<UUID> values = new ArrayList<>(parts.size());
    for (RecordComponent part : parts) {
      try {
        UUID value = (UUID) part.getAccessor().invoke(event);
        if (Objects.nonNull(value)) {
          values.add(value);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }
}
