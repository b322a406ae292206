package org.qunfang.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who does it, as events may remember it: the subject of the verified token, an id that says
 * nothing to anyone without the identity provider. A name never goes into an event.
 */
@Singleton
public class Actor {

  private final SecurityIdentity caller;

  Actor(SecurityIdentity caller) {
    this.caller = caller;
  }

  /** The subject of the caller's token. Only for requests that have passed authentication. */
  public String id() {
    if (caller.getPrincipal() instanceof JsonWebToken token && token.getSubject() != null) {
      return token.getSubject();
    }
    throw new IllegalStateException("asked for the actor of a request without a verified token");
  }
}
