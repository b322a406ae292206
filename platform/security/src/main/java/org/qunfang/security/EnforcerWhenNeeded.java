package org.qunfang.security;

import io.quarkus.keycloak.pep.PolicyEnforcerResolver;
import io.quarkus.keycloak.pep.runtime.DefaultPolicyEnforcerResolver;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.keycloak.adapters.authorization.PolicyEnforcer;

/**
 * Meets Keycloak's authorization services at the first enforced request, on a worker thread. Left
 * to itself the first meeting takes place on the event loop of that request, and a Keycloak that
 * does not answer then holds up the gates that share the loop.
 */
@Alternative
@Priority(1)
@Singleton
class EnforcerWhenNeeded implements PolicyEnforcerResolver {

  private final DefaultPolicyEnforcerResolver keycloak;
  private final BlockingSecurityExecutor workers;
  private final long readTimeout;

  EnforcerWhenNeeded(
      DefaultPolicyEnforcerResolver keycloak,
      BlockingSecurityExecutor workers,
      VertxHttpConfig http) {
    this.keycloak = keycloak;
    this.workers = workers;
    this.readTimeout = http.readTimeout().toMillis();
  }

  @Override
  public Uni<PolicyEnforcer> resolvePolicyEnforcer(
      RoutingContext request, @Nullable OidcTenantConfig tenant) {
    return workers
        .executeBlocking(() -> keycloak.resolvePolicyEnforcer(request, tenant))
        .flatMap(resolved -> resolved);
  }

  /** Of our own: to ask the other for it would be to meet Keycloak. */
  @Override
  public long getReadTimeout() {
    return readTimeout;
  }
}
