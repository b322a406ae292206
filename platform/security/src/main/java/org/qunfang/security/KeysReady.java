package org.qunfang.security;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final TenantConfigBean tenants;

  KeysReady(TenantConfigBean tenants) {
    this.tenants = tenants;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    TenantConfigContext realm = tenants.getDefaultTenant();
    if (realm.ready()) {
      return Uni.createFrom().item(HealthCheckResponse.up(NAME));
    }
    return realm
        .initialize()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(
            fetched ->
                fetched.ready() ? HealthCheckResponse.up(NAME) : HealthCheckResponse.down(NAME))
        .onFailure()
        .recoverWithItem(HealthCheckResponse.down(NAME));
  }
}
