package org.qunfang.security;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the realm's keys are here, so that tokens can be verified. It fetches them itself when
 * Keycloak was away at start: nobody sends requests to a service that is not ready. Once here, they
 * are enough: Keycloak's later absence does not close gates, so it does not make the service
 * unready.
 */
@Readiness
@ApplicationScoped
class KeysReady implements AsyncHealthCheck {

  private static final String NAME = "keys of the identity provider";

  private final Realm realm;

  KeysReady(Realm realm) {
    this.realm = realm;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return realm
        .keysAreHere()
        .map(here -> here ? HealthCheckResponse.up(NAME) : HealthCheckResponse.down(NAME));
  }
}
