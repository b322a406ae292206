package org.qunfang.local;

import java.nio.file.Path;

/** One of the five services, as the launcher sees it. */
public enum Service {
  RESIDENT("resident", 1),
  CHECKPOINT("checkpoint", 2),
  ISOLATION("isolation", 3),
  SUPPLY("supply", 4),
  REPORTING("reporting", 5);

  private final String word;
  private final int number;

  Service(String word, int number) {
    this.word = word;
    this.number = number;
  }

  /** The word by which its database, role and topic are called. */
  public String word() {
    return word;
  }

  /** Its Maven module, Keycloak client and process. */
  public String module() {
    return word + "-service";
  }

  int number() {
    return number;
  }

  /** The packaged program. */
  Path jar(Path project) {
    return project.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
