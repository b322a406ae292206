package org.qunfang.resident.importing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/**
 * Where the batches of a roster are parted so that both parts can be taken over side by side. Who
 * registers doors of a community does so alone, so no community is in two parts: a roster of one
 * community, or of several in no order, is one lane.
 */
final class Lanes {

  /** Taken over at once of one import. */
  static final int MOST = 2;

  private record Batches(int first, int last) {

    Batches and(Batches later) {
      return new Batches(first, later.last);
    }
  }

  private final int apart;
  private final Map<Division, Batches> communities = new HashMap<>();
  private @Nullable Division last;
  private int together;

  /**
   * @param apart rows after which a batch ends with a community, so that it can be parted there
   */
  Lanes(int apart) {
    this.apart = apart;
  }

  /** Whether a batch had better end before this row of that community. */
  boolean partsBefore(Division community) {
    boolean parts = together >= apart && !community.equals(last);
    together = parts ? 1 : together + 1;
    last = community;
    return parts;
  }

  /** A batch that comes after those before it. */
  void lay(int batch, List<Entry> entries) {
    Batches only = new Batches(batch, batch);
    entries.forEach(entry -> communities.merge(entry.community(), only, Batches::and));
  }

  /** The first batch of each lane, in order. */
  List<Integer> of(int batches) {
    return IntStream.range(1, batches)
        .filter(this::parts)
        .boxed()
        .min(Comparator.comparing(batch -> Math.abs(2 * batch - batches)))
        .map(middle -> List.of(0, middle))
        .orElse(List.of(0));
  }

  private boolean parts(int batch) {
    return communities.values().stream()
        .noneMatch(each -> each.first() < batch && batch <= each.last());
  }
}
