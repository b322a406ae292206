package org.qunfang.testing.parts;

import org.jspecify.annotations.Nullable;

/**
 * A part did not come up or went down; the message says which and ends with the tail of its log.
 */
public final class PartFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PartFailed(String message) {
    super(message);
  }

  public PartFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
