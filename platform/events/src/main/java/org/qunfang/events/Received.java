package org.qunfang.events;

/**
 * An event as a consumer gets it.
 *
 * @param source the log that published it, {@code /qunfang/<service>}
 * @param position its place within its shard, by which duplicates and gaps are recognised
 * @param envelope the event
 */
public record Received(String source, Position position, Envelope envelope) {

  /**
   * A place in a shard of a published log.
   *
   * @param epoch the life of the database cluster that the event was written in; a restored dump
   *     starts a new one
   * @param sequence the dense number within the shard, from 1
   */
  public record Position(int epoch, long sequence) implements Comparable<Position> {

    /** Before everything. */
    public static final Position START = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
      int byEpoch = Integer.compare(epoch, other.epoch);
      return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }

    /** True when this is what comes directly after the other: nothing is missing in between. */
    public boolean follows(Position other) {
      return epoch == other.epoch
          ? sequence == other.sequence + 1
          : epoch > other.epoch && sequence <= other.sequence + 1;
    }
  }
}
