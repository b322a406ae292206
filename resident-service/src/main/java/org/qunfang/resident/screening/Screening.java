package org.qunfang.resident.screening;

import java.util.UUID;

/** A round of screening in one community. */
public sealed interface Screening {

  /** Not opened yet. */
  record Unopened() implements Screening {}

  /** Under way. */
  record Open(UUID id, int number) implements Screening {}

  /** Everybody is accounted for, or it is said why not. */
  record Closed(UUID id, int number) implements Screening {}
}
