package org.qunfang.resident.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rosters are taken over. */
@ConfigMapping(prefix = "qunfang.importing")
interface ImportConfig {

  /** The most rows that one file may have. */
  @WithDefault("200000")
  int rows();

  /** Rows that are taken over in one transaction. */
  @WithDefault("500")
  int batch();

  /** Rosters read at once by one instance; whoever comes next waits. */
  @WithDefault("2")
  int readers();

  /**
   * Rosters that one instance takes over at once as they are handed in, with two connections each,
   * so that others keep some; the next wait. One more is taken over by the clock.
   */
  @WithDefault("4")
  int takers();

  /** How long a roster may wait to be taken over before what it says of people is destroyed. */
  @WithDefault("P7D")
  Duration patience();

  /** How long is remembered what became of an import. */
  @WithDefault("P90D")
  Duration retention();
}
