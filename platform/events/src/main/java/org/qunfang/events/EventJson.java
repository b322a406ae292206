package org.qunfang.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * How events are written and read. Reading is tolerant of fields that a later version added and
 * strict about everything that must be there: a component that is not {@code @Nullable} has a
 * value, or the event is unreadable.
 */
public final class EventJson {

  /**
   * The mapper of the published language; other code that speaks it (the intake) derives its own
   * from it.
   */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new StorableText())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private static final ClassValue<ObjectReader> READERS =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
          return MAPPER.readerFor(type);
        }
      };

  private static final ClassValue<ObjectWriter> WRITERS =
      new ClassValue<>() {
        @Override
        protected ObjectWriter computeValue(Class<?> type) {
          return MAPPER.writerFor(type);
        }
      };

  private static final ClassValue<RecordComponent[]> REQUIRED =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return java.util.Arrays.stream(type.getRecordComponents())
              .filter(c -> !c.getType().isPrimitive() || c.getType() == double.class)
              .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
              .toArray(RecordComponent[]::new);
        }
      };

  private EventJson() {}

  /** More than any event needs, and far less than Kafka refuses, which would hold up all others. */
  private static final int MOST = 64 * 1024;

  /**
   * The event's data as JSON.
   *
   * @throws UnreadableEvent if it is larger than an event may be
   */
  public static String write(DomainEvent event) {
    try {
      String json = WRITERS.get(event.getClass()).writeValueAsString(event);
      if (json.length() > MOST) {
        throw new UnreadableEvent("larger than an event may be");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + EventTypes.of(event), e);
    }
  }

  /**
   * The event of a type from its data.
   *
   * @throws UnreadableEvent if the data is not such an event; the message names the field, never
   *     its value
   */
  public static <E extends DomainEvent> E read(Class<E> type, byte[] data) {
    try {
      return complete(type, READERS.get(type).readValue(data));
    } catch (IOException e) {
      throw UnreadableEvent.because(e);
    }
  }

  /** The same from text, as the event log keeps it. */
  public static <E extends DomainEvent> E read(Class<E> type, String data) {
    try {
      return complete(type, READERS.get(type).readValue(data));
    } catch (IOException e) {
      throw UnreadableEvent.because(e);
    }
  }

  /** The same from a tree that is parsed already, as the intake has it. */
  public static <E extends DomainEvent> E read(Class<E> type, JsonNode data) {
    try {
      return complete(type, READERS.get(type).readValue(data));
    } catch (IOException e) {
      throw UnreadableEvent.because(e);
    }
  }

  /**
   * The same from a parser that stands at the data's beginning, as the intake has it; when the data
   * are another event's, it stands somewhere within them.
   */
  public static <E extends DomainEvent> E read(Class<E> type, JsonParser data) {
    try {
      return complete(type, READERS.get(type).readValue(data));
    } catch (IOException e) {
      throw UnreadableEvent.because(e);
    }
  }

  private static <E extends DomainEvent> E complete(Class<E> type, @Nullable E event) {
    if (event == null) {
      throw new UnreadableEvent("no data");
    }
    for (RecordComponent component : REQUIRED.get(type)) {
      try {
        Object value = component.getAccessor().invoke(event);
        if (value == null) {
          throw new UnreadableEvent("'" + component.getName() + "' is missing");
        }
        // Jackson reads "NaN", which is within no limits and beyond none.
        if (value instanceof Double number && !Double.isFinite(number)) {
          throw new UnreadableEvent("'" + component.getName() + "' is not a number");
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return event;
  }
}
