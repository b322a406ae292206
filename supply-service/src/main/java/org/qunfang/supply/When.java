package org.qunfang.supply;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When it was, now if nobody says. */
public record When(@Nullable Instant time) {

  public static final When NOW = new When(null);
}
