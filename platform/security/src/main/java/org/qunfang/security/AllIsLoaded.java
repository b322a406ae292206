package org.qunfang.security;

import jakarta.inject.Singleton;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;

/**
 * Validation is of request bodies, and they have nothing that is loaded later. Without being told,
 * the validator asks Hibernate about every field of every request.
 */
@Singleton
class AllIsLoaded implements TraversableResolver {

  @Override
  public boolean isReachable(
      Object bean, Path.Node property, Class<?> root, Path way, ElementType element) {
    return true;
  }

  @Override
  public boolean isCascadable(
      Object bean, Path.Node property, Class<?> root, Path way, ElementType element) {
    return true;
  }
}
