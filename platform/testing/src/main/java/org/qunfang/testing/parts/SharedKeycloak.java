package org.qunfang.testing.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Keycloak that all modules of one Maven build use one after another: the first that needs it
 * starts it, and it ends with the build. Nobody may change what is in it.
 */
public final class SharedKeycloak {

  private SharedKeycloak() {}

  /** The running server with this realm. */
  public static KeycloakPart running(Realm realm) {
    var leash = Leash.build();
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    var dir = temporary.resolve("qunfang-keycloak-" + leash.pid() + "-" + realm.fingerprint());
    try {
      return Cache.locked(
          temporary.resolve("qunfang-keycloak.lock"),
          () -> {
            var known = dir.resolve("port");
            var process = new PartProcess("Keycloak", dir, leash, "TERM");
            if (!process.running()) {
              Cache.delete(dir);
              Files.createDirectories(dir);
              Files.writeString(known, Integer.toString(Ports.unused(2)));
            }
            int port = Integer.parseInt(Files.readString(known));
            var part = new KeycloakPart(dir, port, port + 1, realm, leash);
            part.start();
            return part;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
