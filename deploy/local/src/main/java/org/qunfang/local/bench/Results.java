package org.qunfang.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a run, printed as they come and kept in {@code target/bench.json}. */
final class Results {

  private final Map<String, Number> figures = new LinkedHashMap<>();
  private final PrintStream out;

  Results(PrintStream out) {
    this.out = out;
  }

  void put(String key, double value) {
    double rounded = value >= 100 ? Math.round(value) : Math.round(value * 100) / 100.0;
    figures.put(key, rounded);
    out.printf("  %-52s %,14.2f%n", key, rounded);
  }

  /**
   * What travels from machine to machine; left out when one of the two was not measured in this
   * run.
   */
  void ratio(String key, String measured, String bare) {
    if (figures.containsKey(measured) && figures.containsKey(bare)) {
      put(key, get(measured) / get(bare));
    }
  }

  double get(String key) {
    Number value = figures.get(key);
    return value == null ? Double.NaN : value.doubleValue();
  }

  void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(file.toFile(), figures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println("\nwritten to " + file);
  }
}
