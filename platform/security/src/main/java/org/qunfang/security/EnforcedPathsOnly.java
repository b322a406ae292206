package org.qunfang.security;

import io.quarkus.keycloak.pep.runtime.KeycloakPolicyEnforcerAuthorizer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the policy enforcer off every path but the {@link EnforcedPaths}. Left to itself it takes
 * each request of the service to a worker thread and back, also on paths that it is told to leave
 * alone; a gate cannot afford that.
 *
 * <p>It also tells a refusal from an absence: the enforcer says no when it could not ask, and a
 * person who is told no goes looking for a missing permission.
 */
@Decorator
@Priority(1)
class EnforcedPathsOnly implements HttpSecurityPolicy {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KeycloakPolicyEnforcerAuthorizer enforcer;
  private final EnforcedPaths enforced;
  private final Realm realm;

  @Inject
  EnforcedPathsOnly(
      @Any @Delegate KeycloakPolicyEnforcerAuthorizer enforcer,
      EnforcedPaths enforced,
      Realm realm) {
    this.enforcer = enforcer;
    this.enforced = enforced;
    this.realm = realm;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (!enforced.contain(request.normalizedPath())) {
      return CheckResult.permit();
    }
    return identity.flatMap(
        caller ->
            caller.isAnonymous()
                ? Uni.createFrom().failure(new UnauthorizedException())
                : enforcer
                    .checkPermission(request, identity, requestContext)
                    .ifNoItem()
                    .after(PATIENCE)
                    .failWith(IdentityProviderAway::problem)
                    .onItemOrFailure()
                    .transformToUni(this::unlessRealmIsAway));
  }

  private Uni<CheckResult> unlessRealmIsAway(
      @Nullable CheckResult decided, @Nullable Throwable failure) {
    if (decided != null && decided.isPermitted()) {
      return Uni.createFrom().item(decided);
    }
    return realm
        .answers()
        .flatMap(
            there -> {
              if (!there) {
                return Uni.createFrom().failure(IdentityProviderAway.problem());
              }
              return failure == null ? CheckResult.deny() : Uni.createFrom().failure(failure);
            });
  }
}
