package org.qunfang.resident.responsibility;

import java.util.UUID;

/** An organisation (单位) that answers for groups. */
public sealed interface Unit {

  /** There is none yet. */
  record Unknown() implements Unit {}

  /** It answers for groups. */
  record Active(UUID id) implements Unit {}

  /** It answers for nobody any more. */
  record Dissolved() implements Unit {}
}
