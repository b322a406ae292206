package org.qunfang.resident.personal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How personal data are kept: two secrets, 32 bytes each in Base64, without which a production does
 * not start, and for how long. Losing the first secret loses every personal file.
 */
@ConfigMapping(prefix = "qunfang.personal")
public interface PersonalKeys {

  /** Seals the keys of all persons. */
  String masterKey();

  /** Makes the hashes that persons are looked up by; another one finds nobody. */
  String lookupKey();

  /**
   * How long what names somebody is kept after they left; then they are forgotten by themselves.
   */
  @WithDefault("P90D")
  Duration keepAfterLeaving();
}
