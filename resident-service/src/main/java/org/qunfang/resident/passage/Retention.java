package org.qunfang.resident.passage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long copies of what other services told by the million are kept. */
@ConfigMapping(prefix = "qunfang.resident.retention")
public interface Retention {

  /** Passages of gates: as long as somebody infected may have been met there. */
  @WithDefault("P14D")
  Duration passages();

  /**
   * What comes every day, or to every household: health checks of isolated people and daily
   * contacts, as long as those who tell them keep them themselves; supplies and notices.
   */
  @WithDefault("P90D")
  Duration entries();

  /** Whom an order or a need is about: longer than any of them lasts. */
  @WithDefault("P180D")
  Duration streams();
}
