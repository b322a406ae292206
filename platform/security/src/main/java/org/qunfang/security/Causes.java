package org.qunfang.security;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure and what it was caused by, outermost first; cut off where a chain bites its own tail.
 */
final class Causes {

  private static final int DEEPEST = 16;

  private Causes() {}

  static List<Throwable> of(@Nullable Throwable failure) {
    List<Throwable> chain = new ArrayList<>(4);
    for (Throwable each = failure; each != null && chain.size() < DEEPEST; each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }
}
