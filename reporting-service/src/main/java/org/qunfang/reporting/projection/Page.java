package org.qunfang.reporting.projection;

import java.util.Comparator;
import org.qunfang.events.Division;
import org.qunfang.reporting.catalogue.Metric;

/**
 * One page of the ledger: a month of one metric in one division.
 *
 * @param month as {@code yyyymm}
 */
public record Page(Division division, int month, Metric metric) implements Comparable<Page> {

  private static final Comparator<Page> ORDER =
      Comparator.comparing((Page page) -> page.division().code())
          .thenComparingInt(Page::month)
          .thenComparingInt(page -> page.metric().number());

  /** In the order of the ledger's key: whoever writes in it cannot deadlock with another. */
  @Override
  public int compareTo(Page other) {
    return ORDER.compare(this, other);
  }
}
