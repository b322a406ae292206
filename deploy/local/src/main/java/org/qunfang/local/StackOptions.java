package org.qunfang.local;

import java.util.Map;
import java.util.TreeMap;
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
