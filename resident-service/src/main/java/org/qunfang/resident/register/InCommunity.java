package org.qunfang.resident.register;

import java.util.UUID;
import org.qunfang.events.Division;

/** Something on a register: it counts in one community, and only those who answer for it see it. */
public interface InCommunity {

  /** What it is called in addresses. */
  UUID id();

  /** Where it counts. */
  Division community();
}
