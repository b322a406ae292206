package org.qunfang.resident.register;

import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;

/**
 * Something that is listed page by page. Its table has an index on division, the time it came onto
 * the list and id, and one on that time and id: every list is read along one of them.
 */
public interface Listed {

  /** What it is called in addresses. */
  UUID id();

  /** Where it counts. */
  Division community();

  /** When it came onto the list; it never changes. */
  Instant since();
}
