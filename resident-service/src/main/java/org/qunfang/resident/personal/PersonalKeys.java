package org.qunfang.resident.personal;

import io.smallrye.config.ConfigMapping;

/**
 * The two secrets that personal data depend on, 32 bytes each in Base64. Without them a production
 * does not start. Losing the first loses every personal file.
 */
@ConfigMapping(prefix = "qunfang.personal")
interface PersonalKeys {

  /** Seals the keys of all persons. */
  String masterKey();

  /** Makes the hashes that persons are looked up by; another one finds nobody. */
  String lookupKey();
}
