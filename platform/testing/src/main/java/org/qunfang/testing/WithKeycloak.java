package org.qunfang.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qunfang.testing.parts.Realm;
import org.qunfang.testing.parts.SharedKeycloak;

/**
 * The real Keycloak with the project's realm and the people of the demo, shared by all tests of a
 * build.
 *
 * <p>The service reaches it over a {@link Line} that is its own: a test that wants Keycloak away
 * takes a field of type {@link Line} and cuts it. A field of type {@link Tokens} gets tokens.
 *
 * <p>The init argument {@code client} names the service's client; without it, the configuration of
 * the service does.
 */
public final class WithKeycloak implements QuarkusTestResourceLifecycleManager {

  private @Nullable String client;
  private @Nullable Line line;
  private @Nullable Tokens tokens;

  @Override
  public void init(Map<String, String> arguments) {
    client = arguments.get("client");
  }

  @Override
  public Map<String, String> start() {
    var realm = Realm.withDemoUsers();
    var way = new Line(SharedKeycloak.running(realm).port());
    var issuer = "http://127.0.0.1:" + way.port() + "/realms/" + realm.name();
    line = way;
    tokens = new Tokens(issuer);
    var settings = new HashMap<String, String>();
    settings.put("quarkus.oidc.auth-server-url", issuer);
    if (client == null) {
      // In the demo's realm a client's secret is its id.
      settings.put("quarkus.oidc.credentials.secret", "${quarkus.oidc.client-id}");
    } else {
      settings.put("quarkus.oidc.client-id", client);
      settings.put("quarkus.oidc.credentials.secret", client);
    }
    return settings;
  }

  @Override
  public void inject(TestInjector into) {
    into.injectIntoFields(line, new TestInjector.MatchesType(Line.class));
    into.injectIntoFields(tokens, new TestInjector.MatchesType(Tokens.class));
  }

  @Override
  public void stop() {
    if (line != null) {
      line.cut();
    }
  }
}
