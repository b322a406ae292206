package org.qunfang.testing.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a child JVM is called. */
final class Jvm {

  private Jvm() {}

  /** The {@code java} of this JVM with the options of every part. */
  static List<String> command(List<String> options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xss512k", "-XX:+ExitOnOutOfMemoryError"));
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(options);
    return command;
  }
}
