package org.qunfang.testing;

import java.util.function.Supplier;

/**
 * Values that all class loaders of this JVM share. Quarkus loads test resources anew for every
 * application it starts, so a static field would be one per application.
 */
final class JvmWide {

  private JvmWide() {}

  static String value(String name, Supplier<String> first) {
    return (String)
        System.getProperties().computeIfAbsent("org.qunfang.testing." + name, key -> first.get());
  }
}
