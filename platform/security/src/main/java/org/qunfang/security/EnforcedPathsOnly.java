package org.qunfang.security;

import io.quarkus.keycloak.pep.runtime.KeycloakPolicyEnforcerAuthorizer;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

/**
 * Keeps the policy enforcer off every path but the {@link EnforcedPaths}. Left to itself it takes
 * each request of the service to a worker thread and back, also on paths that it is told to leave
 * alone; a gate cannot afford that.
 */
@Decorator
@Priority(1)
class EnforcedPathsOnly implements HttpSecurityPolicy {

  private final KeycloakPolicyEnforcerAuthorizer enforcer;
  private final EnforcedPaths enforced;

  @Inject
  EnforcedPathsOnly(
      @Any @Delegate KeycloakPolicyEnforcerAuthorizer enforcer, EnforcedPaths enforced) {
    this.enforcer = enforcer;
    this.enforced = enforced;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (!enforced.contain(request.normalizedPath())) {
      return CheckResult.permit();
    }
    return enforcer.checkPermission(request, identity, requestContext);
  }
}
