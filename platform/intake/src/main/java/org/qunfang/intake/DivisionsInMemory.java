package org.qunfang.intake;

import java.util.Set;
import org.qunfang.events.Division;

/**
 * Divisions that the database knows and every report is asked about: few, and therefore kept in
 * memory. {@link DivisionLookup} looks them up.
 */
public interface DivisionsInMemory {

  /** The query for their codes, as numbers. */
  String codes();

  /** These are all that there are now. */
  void keep(Set<Division> found);
}
