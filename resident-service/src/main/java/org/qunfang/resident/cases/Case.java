package org.qunfang.resident.cases;

import java.util.UUID;

/** A case (病例), from the first report to its end. */
public sealed interface Case {

  /** Nobody has reported it yet. */
  record Unknown() implements Case {}

  /** Suspected (疑似). */
  record Suspected(UUID id, UUID resident) implements Case {}

  /** Infected without symptoms (无症状感染者). */
  record Asymptomatic(UUID id, UUID resident) implements Case {}

  /** Confirmed (确诊). */
  record Confirmed(UUID id, UUID resident) implements Case {}

  /** It was none (排除). */
  record RuledOut(UUID id, UUID resident) implements Case {}

  /** Well again (治愈). */
  record Recovered(UUID id, UUID resident) implements Case {}

  /** Died. */
  record Died(UUID id, UUID resident) implements Case {}
}
