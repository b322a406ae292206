package org.qunfang.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;

/** The figures of Yaowan's report of 2020, and where the system's report has them. */
final class ReportedFigures {

  /** The report of a community over the weeks, with its metrics by id. */
  record Report(JsonNode json) {

    long metric(String id) {
      for (JsonNode metric : json.path("metrics")) {
        if (metric.path("id").asText().equals(id)) {
          return metric.path("value").asLong();
        }
      }
      throw new IllegalStateException("the report has no metric " + id);
    }

    long daysSinceLastCase() {
      return json.path("derived").path("daysSinceLastConfirmedCase").asLong(-1);
    }
  }

  /**
   * One figure.
   *
   * @param reported as the report says it
   * @param equal when the system's figure is the reported one
   */
  private record Figure(
      String name, String reported, ToLongFunction<Report> system, LongPredicate equal) {}

  private static final List<Figure> FIGURES =
      List.of(
          is("households screened", 1791, r -> r.metric("households.screened")),
          is("  of owners", 1205, r -> r.metric("households.screened.owner")),
          is("  of tenants", 586, r -> r.metric("households.screened.tenant")),
          is("people screened", 5569, r -> r.metric("people.screened")),
          is("  residents", 4211, r -> r.metric("people.screened.resident")),
          is("  tenants", 1358, r -> r.metric("people.screened.tenant")),
          is("returnees", 299, r -> r.metric("returnees")),
          is("  from Wuhan", 102, r -> r.metric("returnees.from.wuhan")),
          is("close contacts", 34, r -> r.metric("contacts.close.traced")),
          is("  of them in central isolation", 4, r -> r.metric("contacts.close.central")),
          is("contacts released", 34, r -> r.metric("contacts.cleared")),
          is("contacts still under watch", 0, r -> r.metric("contacts.under.watch")),
          is("people still in isolation", 0, ReportedFigures::isolated),
          is("stranded people", 71, r -> r.metric("people.stranded")),
          is("  foreigners", 6, r -> r.metric("people.stranded.foreign")),
          is("gates", 7, r -> r.metric("gates.open")),
          is("blocked points", 4, r -> r.metric("points.blocked")),
          is("volunteers", 25, r -> r.metric("workers.volunteers")),
          is("cases confirmed", 1, r -> r.metric("cases.confirmed.new")),
          is("cases recovered", 1, r -> r.metric("cases.recovered")),
          is("cases suspected and ruled out", 1, r -> r.metric("cases.ruled.out")),
          is(
              "cases now",
              0,
              r -> r.metric("cases.confirmed.now") + r.metric("cases.suspected.now")),
          new Figure(
              "days since the last new case",
              "> 20",
              Report::daysSinceLastCase,
              days -> days > 20));

  private ReportedFigures() {}

  private static Figure is(String name, long reported, ToLongFunction<Report> system) {
    return new Figure(name, Long.toString(reported), system, value -> value == reported);
  }

  private static long isolated(Report report) {
    return report.metric("isolation.home.now")
        + report.metric("isolation.central.now")
        + report.metric("isolation.observation.now")
        + report.metric("isolation.hospital.now");
  }

  static int all() {
    return FIGURES.size();
  }

  static int equal(Report report) {
    return (int)
        FIGURES.stream().filter(f -> f.equal().test(f.system().applyAsLong(report))).count();
  }

  static void print(Report report, PrintStream out) {
    out.printf(
        "%n  %-34s %12s %12s   %s%n",
        "Yaowan, February and March 2020", "the report", "the system", "equal");
    for (Figure figure : FIGURES) {
      long system = figure.system().applyAsLong(report);
      out.printf(
          "  %-34s %12s %12d   %s%n",
          figure.name(), figure.reported(), system, figure.equal().test(system) ? "yes" : "NO");
    }
  }
}
