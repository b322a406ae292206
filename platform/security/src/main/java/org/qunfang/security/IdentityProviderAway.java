package org.qunfang.security;

import java.time.Duration;

/** What a caller is told when a request needs Keycloak, or its keys, and they cannot be had. */
final class IdentityProviderAway {

  static final String CODE = "IDENTITY_UNAVAILABLE";

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private IdentityProviderAway() {}

  static Problem problem() {
    return Problem.unavailable(CODE, "The identity provider is away.", PAUSE);
  }
}
