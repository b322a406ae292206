package org.qunfang.security;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The service's own view of the identity provider: are its keys here, and does it answer. */
@Singleton
class Realm {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int OK = 200;

  private final TenantConfigBean tenants;

  Realm(TenantConfigBean tenants) {
    this.tenants = tenants;
  }

  /** True when tokens can be verified here; asks for the keys when they are missing. */
  Uni<Boolean> keysAreHere() {
    TenantConfigContext realm = tenants.getDefaultTenant();
    if (realm.ready()) {
      return Uni.createFrom().item(true);
    }
    return realm
        .initialize()
        .map(TenantConfigContext::ready)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }

  /** True when the identity provider answers now. */
  Uni<Boolean> answers() {
    TenantConfigContext realm = tenants.getDefaultTenant();
    if (!realm.ready()) {
      return Uni.createFrom().item(false);
    }
    return realm
        .getOidcProviderClient()
        .getWebClient()
        .headAbs(realm.getOidcMetadata().getDiscoveryUri())
        .send()
        .map(answer -> answer.statusCode() == OK)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }
}
