package org.qunfang.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.qunfang.local.Service;
import org.qunfang.local.Stack;
import org.qunfang.testing.parts.Part;

/** Resident memory of the parts, from the kernel's own accounts. */
final class Memory {

  private Memory() {}

  static double servicesMib(Stack stack) {
    double sum = 0;
    for (Service service : Service.values()) {
      sum += mib(stack.service(service), "VmRSS:");
    }
    return sum;
  }

  /** PostgreSQL's processes share their buffers; its own part is counted proportionally (PSS). */
  static double stackMib(Stack stack) {
    return servicesMib(stack)
        + mib(stack.kafka(), "VmRSS:")
        + mib(stack.keycloak(), "VmRSS:")
        + tree(pid(stack.postgres()));
  }

  private static double mib(Part part, String field) {
    return kib(Path.of("/proc", Long.toString(pid(part)), "status"), field) / 1024.0;
  }

  private static long pid(Part part) {
    return part.process()
        .pid()
        .orElseThrow(() -> new IllegalStateException(part.name() + " does not run"));
  }

  private static double tree(long pid) {
    return ProcessHandle.of(pid).stream()
            .flatMap(
                root ->
                    java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(root), root.descendants()))
            .mapToLong(
                process ->
                    kib(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"), "Pss:"))
            .sum()
        / 1024.0;
  }

  private static long kib(Path file, String field) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      if (!Files.exists(file)) {
        return 0;
      }
      throw new UncheckedIOException(e);
    }
  }
}
