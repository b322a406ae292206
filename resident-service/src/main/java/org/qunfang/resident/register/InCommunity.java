package org.qunfang.resident.register;

import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;

/**
 * Something on a register: it counts in one community, and only those who answer for it see it.
 *
 * <p>Its table has an index on community, the time it came onto the register and id, and one on
 * that time and id: every list is read along one of them.
 */
public interface InCommunity {

  /** What it is called in addresses. */
  UUID id();

  /** Where it counts. */
  Division community();

  /** When it came onto the register; it never changes. */
  Instant since();

  /** The version of its stream that it shows: what it has come to in so many events. */
  long version();
}
