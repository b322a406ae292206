package org.qunfang.testing.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions the build resolved; they are written only in the root POM. */
record Versions(String keycloak, String postgres) {

  static final Versions OF_BUILD = read();

  private static Versions read() {
    var properties = new Properties();
    try (var in = Versions.class.getResourceAsStream("/qunfang-testing.properties")) {
      if (in == null) {
        throw new IllegalStateException("qunfang-testing.properties is missing from the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        properties.getProperty("keycloak.version"), properties.getProperty("postgres.version"));
  }
}
