package org.qunfang.resident.contact;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What is known of whether somebody is or was infected when they are thought of as a contact. A
 * suspicion is no infection yet.
 */
sealed interface Health {

  /**
   * Who has recovered is nobody's contact for so many days: they are taken to be protected that
   * long. Afterwards they are a contact like anybody.
   */
  int PROTECTED_DAYS = 90;

  /** Never a case, as far as is known. */
  record Well() implements Health {}

  /** A case that has not ended. */
  record Ill(UUID caseId) implements Health {}

  /** Was a case, and was well again on that day. */
  record Recovered(LocalDate on) implements Health {}

  /** Was a case, and died. */
  record Died() implements Health {}
}
