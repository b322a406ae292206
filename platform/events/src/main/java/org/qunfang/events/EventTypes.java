package org.qunfang.events;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All event types of the language, found by walking the sealed hierarchy: an event cannot be
 * forgotten here.
 */
public final class EventTypes {

  private static final List<Class<? extends DomainEvent>> ALL = leaves(DomainEvent.class).toList();

  private static final Map<String, Class<? extends DomainEvent>> BY_TYPE =
      ALL.stream().collect(toUnmodifiableMap(EventTypes::declared, identity()));

  private static final ClassValue<String> TYPE =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          return declared(event);
        }
      };

  private EventTypes() {}

  /** Every event record. */
  public static List<Class<? extends DomainEvent>> all() {
    return ALL;
  }

  /** The CloudEvents type of an event. */
  public static String of(DomainEvent event) {
    return TYPE.get(event.getClass());
  }

  /** The CloudEvents type of an event record. */
  public static String of(Class<? extends DomainEvent> event) {
    return TYPE.get(event);
  }

  /**
   * The record of a type, or empty for one that this build does not know: a later version, or
   * somebody else's.
   */
  public static Optional<Class<? extends DomainEvent>> find(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** The service that owns a type: {@code org.qunfang.<service>.…}. */
  public static String serviceOf(Class<? extends DomainEvent> event) {
    return of(event).split("\\.", 4)[2];
  }

  private static String declared(Class<?> event) {
    EventType type = event.getAnnotation(EventType.class);
    if (type == null) {
      throw new IllegalStateException(event + " has no @EventType");
    }
    return type.value();
  }

  private static Stream<Class<? extends DomainEvent>> leaves(Class<? extends DomainEvent> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .flatMap(c -> leaves(c.asSubclass(DomainEvent.class)))
        : Stream.of(type);
  }
}
