package org.qunfang.eventstore;

import java.util.HashMap;
import java.util.Map;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.Received.Position;

/**
 * How far a consumer is in every shard of every log, and what that says of the next record. Pure:
 * the caller reads the positions, judges a batch, and stores what {@link #moved()} in the
 * transaction of the effect.
 *
 * <p>A record after a gap is not applied: whoever published it has not moved its checkpoint and
 * will publish the missing one and this one again, in order. A gap that stays is a lost event, and
 * an alarm.
 */
public final class Positions {

  /** A shard of a log. */
  public record Shard(String source, int shard) {}

  /** What to do with a record. */
  public enum Verdict {
    /** Apply it. */
    NEXT,
    /** It was applied before. */
    DUPLICATE,
    /** Something before it is missing. */
    GAP
  }

  private final Map<Shard, Position> known;
  private final Map<Shard, Position> moved = new HashMap<>();

  /** From what is stored; a shard that is not is heard of for the first time. */
  public Positions(Map<Shard, Position> stored) {
    this.known = new HashMap<>(stored);
  }

  /** Judges a record and, when it is the next, moves to it. */
  public Verdict judge(CloudEventRecord.Place place) {
    Shard shard = new Shard(place.source(), place.shard());
    Position last = known.get(shard);
    if (last != null && place.position().compareTo(last) <= 0) {
      return Verdict.DUPLICATE;
    }
    // The first record of a shard ever heard of may be any: retention may have taken those before
    // it.
    if (last != null && !place.position().follows(last)) {
      return Verdict.GAP;
    }
    known.put(shard, place.position());
    moved.put(shard, place.position());
    return Verdict.NEXT;
  }

  /** The shards that moved, with where they are now. */
  public Map<Shard, Position> moved() {
    return moved;
  }
}
