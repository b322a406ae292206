package org.qunfang.security;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/**
 * Lets resources take in paths and queries a {@link Division} by its code, and {@code true} or
 * {@code false} and nothing else: JAX-RS would read any other word as false, and {@code dryRun=yes}
 * would be no dry run. A {@code boolean} therefore says by {@code @DefaultValue} what it is when
 * nobody says; the word that JAX-RS makes up for it is none of the two.
 */
@Provider
public class Parameters implements ParamConverterProvider {

  private static final Map<Class<?>, Function<String, ?>> READ =
      Map.of(
          Division.class,
          Parameters::division,
          Boolean.class,
          Parameters::trueOrFalse,
          boolean.class,
          Parameters::trueOrFalse);

  private record Converter<T>(Function<String, T> read) implements ParamConverter<T> {

    @Override
    public T fromString(String word) {
      return read.apply(word);
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    Function<String, ?> read = READ.get(type);
    return read == null ? null : new Converter<>((Function<String, T>) read);
  }

  /**
   * A division that somebody speaks of.
   *
   * @throws Problem 400 {@code MALFORMED_DIVISION} for what is no code of one, and for none
   */
  public static Division division(@Nullable String code) {
    return Optional.ofNullable(code)
        .flatMap(Division::parse)
        .orElseThrow(
            () -> Problem.badRequest("MALFORMED_DIVISION", "A division code has 12 digits."));
  }

  private static boolean trueOrFalse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusals.malformedParameter();
    };
  }
}
