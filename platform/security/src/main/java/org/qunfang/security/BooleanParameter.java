package org.qunfang.security;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code true} and {@code false} in queries, and nothing else: JAX-RS would read any other
 * word as false, and {@code dryRun=yes} would be no dry run.
 */
@Provider
public class BooleanParameter implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    return type == Boolean.class || type == boolean.class
        ? (ParamConverter<T>) new Converter()
        : null;
  }

  private static final class Converter implements ParamConverter<Boolean> {

    @Override
    public Boolean fromString(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw Refusals.malformedParameter();
      };
    }

    @Override
    public String toString(Boolean value) {
      return value.toString();
    }
  }
}
