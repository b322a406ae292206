package org.qunfang.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.junit.jupiter.api.Test;

/** Of what is missing where a resource is called, the body is what JAX-RS calls nothing else. */
class KnowingTheBodyTest {

  static class Resource {

    void takeBody(@HeaderParam("Idempotency-Key") String key, @NotNull String body) {}

    void takeHeader(@NotNull @HeaderParam("Idempotency-Key") String key, String body) {}

    void takeContext(@NotNull @Context String address, String body) {}

    void takeLine(@NotNull @Suspended String line, String body) {}
  }

  private static boolean isOfNoBody(String method) throws NoSuchMethodException {
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      var violations =
          validators
              .getValidator()
              .forExecutables()
              .validateParameters(
                  new Resource(),
                  Resource.class.getDeclaredMethod(method, String.class, String.class),
                  new Object[] {null, null});
      assertEquals(1, violations.size());
      return Violations.areOfNoBody(new ConstraintViolationException(violations));
    }
  }

  @Test
  void whatNothingElseIsSaidOfIsTheBody() throws NoSuchMethodException {
    assertTrue(isOfNoBody("takeBody"));
  }

  @Test
  void whateverElseIsMissingIsNotTheBody() throws NoSuchMethodException {
    assertFalse(isOfNoBody("takeHeader"));
    assertFalse(isOfNoBody("takeContext"));
    assertFalse(isOfNoBody("takeLine"));
  }
}
