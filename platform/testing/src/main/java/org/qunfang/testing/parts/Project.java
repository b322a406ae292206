package org.qunfang.testing.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies on this machine. */
public final class Project {

  private Project() {}

  /** The folder with the root POM, found upwards from where the program runs. */
  public static Path root() {
    for (Path each = Path.of("").toAbsolutePath(); each != null; each = each.getParent()) {
      if (Files.exists(each.resolve("deploy/keycloak/realm-qunfang.json"))) {
        return each;
      }
    }
    throw new IllegalStateException(
        "not started inside the project: " + Path.of("").toAbsolutePath());
  }
}
