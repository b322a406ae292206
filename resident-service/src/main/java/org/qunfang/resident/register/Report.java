package org.qunfang.resident.register;

import java.time.Instant;
import org.qunfang.eventstore.Told;

/** When something happened and who told it; where it counts is for the register to say. */
public record Report(Instant time, String actor) {

  /** What another system told, whatever community it thought of. */
  public static Report of(Told told) {
    return new Report(told.time(), told.actor());
  }

  /** The same, of that place. */
  public Told of(InCommunity place) {
    return new Told(place.community(), time, actor);
  }
}
