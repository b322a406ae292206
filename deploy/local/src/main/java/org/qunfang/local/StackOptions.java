package org.qunfang.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that starts the stack lets a person choose. */
public final class StackOptions {

  @Option(
      names = PortPlan.OPTION,
      defaultValue = "8100",
      paramLabel = "PORT",
      description = "first of the ports; all others move with it (default ${DEFAULT-VALUE})")
  private int portBase;

  @Option(names = "--fresh", description = "begin with empty databases, topics and realm")
  private boolean fresh;

  private @Nullable Path dir;

  private final Map<String, String> settings = new TreeMap<>();

  /** Gives all services one more setting, by the name that they know it by. */
  public StackOptions with(String property, String value) {
    settings.put(property, value);
    return this;
  }

  /** Begins with nothing, whatever the person chose. */
  public StackOptions freshly() {
    fresh = true;
    return this;
  }

  /** Keeps data, logs and process files elsewhere than people do. */
  StackOptions in(Path otherDir) {
    dir = otherDir;
    return this;
  }

  /** Listens elsewhere. */
  StackOptions above(int otherBase) {
    portBase = otherBase;
    return this;
  }

  /** Where data, logs and process files lie. */
  Path dir(Path project) {
    return dir == null ? project.resolve(".qunfang") : dir;
  }

  PortPlan ports() {
    return new PortPlan(portBase);
  }

  boolean fresh() {
    return fresh;
  }

  Map<String, String> settings() {
    return settings;
  }
}
