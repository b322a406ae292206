package org.qunfang.eventstore;

import java.time.Instant;
import org.qunfang.events.Division;

/**
 * Who told it, of where and when: what is the same for all events of one command.
 *
 * @param community where it counts
 * @param time when it happened in the field
 * @param actor the pseudonymous id of who told it
 */
public record Told(Division community, Instant time, String actor) {

  /** The same, as what happened at that time. */
  public Told at(Instant then) {
    return new Told(community, then, actor);
  }
}
