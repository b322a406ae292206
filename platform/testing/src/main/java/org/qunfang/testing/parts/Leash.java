package org.qunfang.testing.parts;

/**
 * How long a part may live.
 *
 * @param pid the process whose end ends the part, or 0 for a part that lives until it is stopped
 */
public record Leash(long pid) {

  /**
   * The part ends, and its data are removed, within a second or two of the end of this JVM, however
   * it ends.
   */
  public static Leash thisJvm() {
    return new Leash(ProcessHandle.current().pid());
  }

  /**
   * The part ends with the Maven build that runs this test, so that the modules of one build can
   * share it; without Maven, with this JVM.
   */
  public static Leash build() {
    long pid = ProcessHandle.current().pid();
    for (var each = ProcessHandle.current().parent();
        each.isPresent();
        each = each.orElseThrow().parent()) {
      if (each.orElseThrow()
          .info()
          .commandLine()
          .orElse("")
          .contains("plexus.classworlds.launcher")) {
        pid = each.orElseThrow().pid();
      }
    }
    return new Leash(pid);
  }

  /** The part lives until somebody stops it. */
  public static Leash none() {
    return new Leash(0);
  }
}
