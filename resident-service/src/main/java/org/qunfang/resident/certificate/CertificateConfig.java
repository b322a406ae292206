package org.qunfang.resident.certificate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** With what, for how long and in whose name certificates are signed. */
@ConfigMapping(prefix = "qunfang.certificate")
interface CertificateConfig {

  /**
   * The private key, an EC key on P-256 as a JSON Web Key. Without it a production does not start.
   */
  String signingKey();

  /**
   * Public keys of before, as a JSON Web Key Set. They stay published until the last certificate
   * that they signed has expired.
   */
  Optional<String> formerKeys();

  /** How long a certificate is valid. */
  @WithDefault("P7D")
  Duration validity();

  /** Who certifies, as verifiers elsewhere know it. */
  @WithDefault("qunfang")
  String issuer();

  /** How long the list of revoked certificates may be kept by whoever fetched it. */
  @WithDefault("PT1M")
  Duration listValidity();

  /** How many verifications one instance answers in {@link #verificationsWithin()}. */
  @WithDefault("200")
  int verifications();

  /** How many of them for one address. */
  @WithDefault("20")
  int verificationsOfOne();

  /** See {@link #verifications()}. */
  @WithDefault("PT1S")
  Duration verificationsWithin();
}
