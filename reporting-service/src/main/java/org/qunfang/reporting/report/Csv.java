package org.qunfang.reporting.report;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qunfang.reporting.catalogue.Metric;
import org.qunfang.reporting.report.Reports.Child;
import org.qunfang.reporting.report.Reports.Named;
import org.qunfang.reporting.report.Reports.Report;
import org.qunfang.reporting.report.Reports.Value;

/**
 * A report as a table: a row for the division and each below it, a column for each metric. It
 * begins with a byte order mark, without which Excel takes Chinese for something else.
 */
final class Csv {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Csv() {}

  static String of(Report report, Collection<Metric> metrics, Function<Metric, String> header) {
    StringBuilder csv =
        new StringBuilder().append(BYTE_ORDER_MARK).append("code,name,level,reported");
    metrics.forEach(metric -> cell(csv, header.apply(metric)));
    csv.append("\r\n");
    Named division = report.division();
    Map<String, @Nullable Long> own = new TreeMap<>();
    for (Value value : report.metrics()) {
      own.put(value.id(), value.value());
    }
    row(
        csv,
        new Child(division.code(), division.name(), division.level(), report.reported(), own),
        metrics);
    report.children().forEach(child -> row(csv, child, metrics));
    return csv.toString();
  }

  private static void row(StringBuilder csv, Child division, Collection<Metric> metrics) {
    csv.append(division.code());
    cell(csv, division.name());
    cell(csv, division.level().name());
    cell(csv, Boolean.toString(division.reported()));
    for (Metric metric : metrics) {
      Long value = division.values().get(metric.id());
      cell(csv, value == null ? "" : value.toString());
    }
    csv.append("\r\n");
  }

  private static void cell(StringBuilder csv, String text) {
    csv.append(',');
    if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
      csv.append(text);
    } else {
      csv.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
  }
}
