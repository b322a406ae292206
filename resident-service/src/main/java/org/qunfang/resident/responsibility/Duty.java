package org.qunfang.resident.responsibility;

import java.util.UUID;

/** Who answers for a household (干部包户). */
public sealed interface Duty {

  /** Nobody. */
  record Nobodys() implements Duty {}

  /** This cadre. */
  record OfCadre(UUID household, UUID cadre) implements Duty {}
}
