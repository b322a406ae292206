package org.qunfang.resident.certificate;

import java.util.UUID;

/** A health query certificate. */
public sealed interface Certificate {

  /** There is none. */
  record Unknown() implements Certificate {}

  /** Made out. */
  record Issued(UUID id, UUID resident) implements Certificate {}

  /** Valid no longer. */
  record Revoked() implements Certificate {}
}
