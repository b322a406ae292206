package org.qunfang.intake;

import org.qunfang.events.Division;

/**
 * Which divisions a service takes reports of: those of its build, unless it imports later editions.
 */
public interface OfficialDivisions {

  /** Whether that one officially exists, or did. */
  boolean exist(Division division);
}
