package org.qunfang.resident.responsibility;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Shares households or grids out among cadres, as evenly as can be without taking any from anybody:
 * each goes to whoever has fewest, the lowest id among equals. Which ones a cadre gets is a stretch
 * of the order that they come in, so that neighbours have the same cadre.
 *
 * <p>Shared in several goes it comes to the same, because each goes on from what there is.
 */
public final class EvenShare {

  private EvenShare() {}

  /** What one cadre gets of them. */
  public record Share<T>(UUID cadre, List<T> part) {}

  /**
   * @param all what is to be shared out, neighbours beside each other
   * @param loads of each cadre so far; not empty
   */
  public static <T> List<Share<T>> of(List<T> all, Map<UUID, Integer> loads) {
    SortedMap<UUID, Integer> quotas = quotas(all.size(), loads);
    List<Share<T>> shares = new ArrayList<>(quotas.size());
    int from = 0;
    for (Map.Entry<UUID, Integer> quota : quotas.entrySet()) {
      int to = from + quota.getValue();
      shares.add(new Share<>(quota.getKey(), List.copyOf(all.subList(from, to))));
      from = to;
    }
    return shares;
  }

  private record Bearer(UUID cadre, int load) {}

  private static SortedMap<UUID, Integer> quotas(int count, Map<UUID, Integer> loads) {
    PriorityQueue<Bearer> least =
        new PriorityQueue<>(Comparator.comparingInt(Bearer::load).thenComparing(Bearer::cadre));
    SortedMap<UUID, Integer> quotas = new TreeMap<>();
    loads.forEach((cadre, load) -> least.add(new Bearer(cadre, load)));
    for (int i = 0; i < count; i++) {
      Bearer next = least.remove();
      quotas.merge(next.cadre(), 1, Integer::sum);
      least.add(new Bearer(next.cadre(), next.load() + 1));
    }
    return quotas;
  }
}
