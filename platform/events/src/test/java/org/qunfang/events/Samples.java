package org.qunfang.events;

import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * An event of each type with every field filled in. {@code main} writes the approved sample of
 * types that have none yet, and touches no other: what has been published can be read for ever.
 */
final class Samples {

  static final Path APPROVED = Path.of("src/test/resources/approved");

  private Samples() {}

  public static void main(String[] arguments) throws IOException {
    ObjectWriter pretty = EventJson.MAPPER.writerWithDefaultPrettyPrinter();
    for (Class<? extends DomainEvent> type : EventTypes.all()) {
      Path file = APPROVED.resolve(EventTypes.of(type) + ".json");
      if (!Files.exists(file)) {
        Files.writeString(file, pretty.writeValueAsString(of(type)) + "\n");
      }
    }
  }

  static <E extends DomainEvent> E of(Class<E> type) {
    return type.cast(record(type));
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i].getGenericType(), i + 1);
    }
    try {
      return type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new))
          .newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static Object value(Type type, int number) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return List.of(value(list.getActualTypeArguments()[0], number));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == UUID.class) {
      return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number));
    }
    if (plain == String.class) {
      return "text-" + number;
    }
    if (plain == int.class) {
      return number;
    }
    if (plain == long.class) {
      return (long) number;
    }
    if (plain == double.class) {
      return 36.6;
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return true;
    }
    if (plain == LocalDate.class) {
      return LocalDate.parse("2020-02-10");
    }
    if (plain == Instant.class) {
      return Instant.parse("2020-02-10T01:30:00Z");
    }
    if (plain == Division.class) {
      return new Division("422801001008");
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    throw new IllegalStateException("no sample of a " + plain);
  }
}
