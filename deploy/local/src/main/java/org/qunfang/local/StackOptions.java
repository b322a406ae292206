package org.qunfang.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that starts the stack lets a person choose. */
public final class StackOptions {

  /** Where data, logs and process files of {@code up} lie, in the project's folder. */
  static final Path HOME = Path.of(".qunfang");

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
  StackOptions freshly() {
    fresh = true;
    return this;
  }

  /** Begins with nothing in a folder of its own: what {@code up} keeps stays as it is. */
  public StackOptions apart(String name) {
    return freshly().in(HOME.resolve(name));
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
    return project.resolve(dir == null ? HOME : dir);
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
