package org.qunfang.resident.stranded;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How somebody stranded stays here. */
public sealed interface Stay {

  /** Nobody has noted it. */
  record Unknown() implements Stay {}

  /** As it was noted last. */
  record Noted(LocalDate since, @Nullable UUID site, @Nullable LocalDate expectedEnd)
      implements Stay {}
}
