package org.qunfang.resident.importing;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.IntFunction;

/** How far the faults of an import have been read. */
final class Cursor {

  private int after;

  Uni<List<Fault>> next(IntFunction<Uni<List<Fault>>> page) {
    return page.apply(after)
        .invoke(
            faults -> {
              if (!faults.isEmpty()) {
                after = faults.get(faults.size() - 1).row();
              }
            });
  }
}
