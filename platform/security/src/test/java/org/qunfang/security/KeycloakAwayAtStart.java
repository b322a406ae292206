package org.qunfang.security;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qunfang.testing.Line;
import org.qunfang.testing.WithKeycloak;

/** Keycloak as {@link WithKeycloak} gives it, with the line cut before the service starts. */
public class KeycloakAwayAtStart implements QuarkusTestResourceLifecycleManager {

  private final WithKeycloak keycloak = new WithKeycloak();
  private @Nullable Line line;

  @Override
  public Map<String, String> start() {
    keycloak.init(Map.of("client", "checkpoint-service"));
    Map<String, String> settings = new HashMap<>(keycloak.start());
    keycloak.inject(
        (value, where) -> {
          if (value instanceof Line found) {
            line = found;
            found.cut();
          }
        });
    return settings;
  }

  @Override
  public void inject(TestInjector into) {
    keycloak.inject(into);
  }

  @Override
  public void stop() {
    keycloak.stop();
  }
}
