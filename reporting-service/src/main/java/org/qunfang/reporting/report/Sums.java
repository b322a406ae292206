package org.qunfang.reporting.report;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qunfang.reporting.catalogue.Metric;
import org.qunfang.reporting.catalogue.Metric.Kind;

/** What a division has in a period: sums of flows, balances of stocks. */
final class Sums {

  private final boolean reported;
  private final Map<Metric, Long> amounts = new EnumMap<>(Metric.class);

  Sums(boolean reported) {
    this.reported = reported;
  }

  /** Adds what one page says; null when it says nothing. */
  void add(Metric metric, @Nullable Long flow, @Nullable Long stock) {
    Long amount = metric.kind() == Kind.FLOW ? flow : stock;
    if (amount != null) {
      amounts.merge(metric, amount, Long::sum);
    }
  }

  /** False for a division of which nothing was ever told up to the end of the period. */
  boolean reported() {
    return reported;
  }

  /**
   * The amount: null for a division that never reported anything, because blank is not zero; 0 for
   * a metric that nothing moved.
   */
  @Nullable Long of(Metric metric) {
    return reported ? amounts.getOrDefault(metric, 0L) : null;
  }

  /** The share of one in another, null when there is nothing to have a share in. */
  @Nullable Double share(Metric part, Metric... whole) {
    long sum = 0;
    for (Metric each : whole) {
      sum += amounts.getOrDefault(each, 0L);
    }
    return sum <= 0 ? null : Math.min(1.0, (double) amounts.getOrDefault(part, 0L) / sum);
  }
}
