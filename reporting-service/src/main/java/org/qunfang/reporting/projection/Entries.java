package org.qunfang.reporting.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qunfang.events.Division;
import org.qunfang.reporting.catalogue.Movement;

/**
 * What a number of events adds to the ledger, summed before it is written: a thousand passages of
 * one gate are one amount. Only communities are entered; the divisions above follow from them.
 */
public final class Entries {

  private final Map<Page, Days> pages = new HashMap<>();

  /** Enters what an event moved in its community on the day it happened. */
  public void enter(Division community, LocalDate day, List<Movement> movements) {
    int month = day.getYear() * 100 + day.getMonthValue();
    for (Movement movement : movements) {
      pages
          .computeIfAbsent(new Page(community, month, movement.metric()), page -> new Days())
          .add(day.getDayOfMonth(), movement.amount());
    }
  }

  /** How many pages the communities have. */
  public int size() {
    return pages.size();
  }

  /** True when nothing has been entered. */
  public boolean isEmpty() {
    return pages.isEmpty();
  }

  /** Forgets everything, after it has been written. */
  public void clear() {
    pages.clear();
  }

  /** The pages of the communities and of all divisions above them, in the order of the ledger. */
  public TreeMap<Page, Days> atAllLevels() {
    Map<Division, List<Division>> lineages = new HashMap<>();
    TreeMap<Page, Days> all = new TreeMap<>(Comparator.<Page>naturalOrder());
    pages.forEach(
        (page, days) -> {
          for (Division division : lineages.computeIfAbsent(page.division(), Division::lineage)) {
            all.computeIfAbsent(
                    new Page(division, page.month(), page.metric()), upper -> new Days())
                .add(days);
          }
        });
    return all;
  }
}
