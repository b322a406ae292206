package org.qunfang.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.qunfang.events.Division;

/**
 * Reads the {@code division} claim of a token that has just been verified, once, and keeps it on
 * the identity.
 */
@ApplicationScoped
class DivisionClaim implements SecurityIdentityAugmentor {

  static final String CLAIM = "division";
  static final String ATTRIBUTE = "org.qunfang.division";

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return Uni.createFrom().item(withDivision(identity));
  }

  private static SecurityIdentity withDivision(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)
        || !(token.getClaim(CLAIM) instanceof String code)) {
      return identity;
    }
    return Division.parse(code)
        .<SecurityIdentity>map(
            division ->
                QuarkusSecurityIdentity.builder(identity).addAttribute(ATTRIBUTE, division).build())
        .orElse(identity);
  }
}
