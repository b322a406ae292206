package org.qunfang.resident.importing;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a roster, one after the other; never all of them at once. */
interface Lines extends Closeable {

  /**
   * The next row, or null at the end.
   *
   * @throws org.qunfang.security.Problem when what comes next is none; see {@link UnreadableRoster}
   */
  @Nullable Line next() throws IOException;
}
