package org.qunfang.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of the four levels (四级) side by side. */
final class FourLevels {

  static final List<String> CODES =
      List.of("422800000000", "422801000000", "422801001000", YaowanWeeks.YAOWAN);

  private final List<JsonNode> reports;

  private FourLevels(List<JsonNode> reports) {
    this.reports = reports;
  }

  static FourLevels of(Api api, Api.Caller officer) {
    return new FourLevels(
        CODES.stream()
            .map(
                code ->
                    api.get(
                        officer,
                        "reporting",
                        "/reports/"
                            + code
                            + "?children=false&from="
                            + YaowanWeeks.FIRST_DAY
                            + "&to="
                            + YaowanWeeks.LAST_DAY))
            .toList());
  }

  ReportedFigures.Report yaowan() {
    return new ReportedFigures.Report(reports.get(CODES.size() - 1));
  }

  void print(PrintStream out) {
    out.printf(
        "%nThe four-level report, %s to %s (flows summed, stocks at the end; what nothing moved is left out)%n%n",
        YaowanWeeks.FIRST_DAY, YaowanWeeks.LAST_DAY);
    out.printf("  %-46s", "");
    reports.forEach(r -> out.printf(" %15s", r.path("division").path("name").asText()));
    out.printf("%n  %-46s", "metric");
    reports.forEach(r -> out.printf(" %15s", r.path("division").path("code").asText()));
    out.println();
    Map<String, long[]> rows = new LinkedHashMap<>();
    for (int level = 0; level < reports.size(); level++) {
      for (JsonNode metric : reports.get(level).path("metrics")) {
        if (!metric.path("value").isNull()) {
          String name = metric.path("name").asText();
          rows.computeIfAbsent(name, x -> new long[CODES.size()])[level] =
              metric.path("value").asLong();
        }
      }
    }
    rows.forEach(
        (name, values) -> {
          if (java.util.Arrays.stream(values).anyMatch(value -> value != 0)) {
            out.printf("  %-46s", name);
            for (long value : values) {
              out.printf(" %15d", value);
            }
            out.println();
          }
        });
  }
}
