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
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.keycloak.adapters.authorization.PolicyEnforcer;

/**
 * Meets Keycloak's authorization services at the first enforced request instead of at start, so
 * that a service started while Keycloak is away opens its other paths as soon as it has the keys,
 * and the enforced ones when Keycloak is back.
 */
@Alternative
@Priority(1)
@Singleton
class EnforcerWhenNeeded implements PolicyEnforcerResolver {

  private final Instance<DefaultPolicyEnforcerResolver> keycloak;
  private final BlockingSecurityExecutor workers;
  private final long readTimeout;

  EnforcerWhenNeeded(
      Instance<DefaultPolicyEnforcerResolver> keycloak,
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
        .executeBlocking(keycloak::get)
        .onFailure()
        .transform(away -> IdentityProviderAway.problem())
        .flatMap(resolver -> resolver.resolvePolicyEnforcer(request, tenant));
  }

  @Override
  public long getReadTimeout() {
    return readTimeout;
  }
}
