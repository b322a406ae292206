package org.qunfang.security;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers for some seconds that a token has been verified. Gates and integrators post thousands
 * of times with one token, and verifying its signature again each time costs more than storing the
 * event.
 *
 * <p>Nothing is let through longer than without it: verification never asks Keycloak, so a token is
 * good until it expires either way, and no entry outlives its token. Only verified tokens are kept,
 * so strangers cannot fill the memory.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens implements HttpAuthenticationMechanism {

  /** How much is remembered, and how long. */
  @ConfigMapping(prefix = "qunfang.verified-tokens")
  interface Settings {

    /**
     * How long a verified token is taken for verified; a key that is withdrawn in Keycloak is
     * obeyed after that.
     */
    @WithDefault("10S")
    Duration rememberFor();

    /**
     * Tokens remembered at most, about 8 KiB each; beyond it tokens are verified at each request.
     */
    @WithDefault("1000")
    int atMost();
  }

  private record Verified(SecurityIdentity identity, long until) {}

  private final OidcAuthenticationMechanism oidc;
  private final EnforcedPaths enforced;
  private final long rememberMillis;
  private final int atMost;
  private final ConcurrentMap<String, Verified> byAuthorization = new ConcurrentHashMap<>();

  VerifiedTokens(OidcAuthenticationMechanism oidc, EnforcedPaths enforced, Settings settings) {
    this.oidc = oidc;
    this.enforced = enforced;
    this.rememberMillis = settings.rememberFor().toMillis();
    this.atMost = settings.atMost();
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || enforced.contain(context.normalizedPath())) {
      return oidc.authenticate(context, identityProviders);
    }
    Verified verified = byAuthorization.get(authorization);
    if (verified != null && System.currentTimeMillis() < verified.until) {
      return Uni.createFrom().item(verified.identity);
    }
    return oidc.authenticate(context, identityProviders)
        .invoke(
            identity -> {
              if (identity != null && !identity.isAnonymous()) {
                remember(authorization, identity);
              }
            });
  }

  private void remember(String authorization, SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return;
    }
    long now = System.currentTimeMillis();
    if (byAuthorization.size() >= atMost) {
      byAuthorization.values().removeIf(verified -> verified.until <= now);
      if (byAuthorization.size() >= atMost) {
        return;
      }
    }
    long until = Math.min(now + rememberMillis, token.getExpirationTime() * 1000);
    byAuthorization.put(authorization, new Verified(apartFromRequest(identity), until));
  }

  /**
   * The identity without the request it came with, which would otherwise stay in memory as long as
   * the token.
   */
  private static SecurityIdentity apartFromRequest(SecurityIdentity identity) {
    QuarkusSecurityIdentity.Builder kept =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(identity.getPrincipal())
            .addRoles(identity.getRoles())
            .addCredentials(identity.getCredentials());
    identity
        .getAttributes()
        .forEach(
            (name, value) -> {
              if (!(value instanceof RoutingContext)) {
                kept.addAttribute(name, value);
              }
            });
    return kept.build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return oidc.getChallenge(context);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return oidc.getCredentialTransport(context);
  }

  @Override
  public int getPriority() {
    return oidc.getPriority();
  }
}
