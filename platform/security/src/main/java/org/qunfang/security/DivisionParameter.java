package org.qunfang.security;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/**
 * Lets resources take a {@link Division} in paths and queries; a malformed code is 400 {@code
 * MALFORMED_DIVISION}.
 */
@Provider
public class DivisionParameter implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    return type == Division.class ? (ParamConverter<T>) new Converter() : null;
  }

  private static final class Converter implements ParamConverter<Division> {

    @Override
    public Division fromString(String code) {
      return Division.parse(code)
          .orElseThrow(
              () -> Problem.badRequest("MALFORMED_DIVISION", "A division code has 12 digits."));
    }

    @Override
    public String toString(Division division) {
      return division.code();
    }
  }
}
