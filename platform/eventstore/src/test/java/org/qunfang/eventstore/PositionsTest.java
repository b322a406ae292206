package org.qunfang.eventstore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CloudEventRecord.Place;
import org.qunfang.events.Received.Position;
import org.qunfang.eventstore.Positions.Shard;
import org.qunfang.eventstore.Positions.Verdict;

class PositionsTest {

  private static Place place(int shard, int epoch, long sequence) {
    return new Place("/qunfang/supply", shard, new Position(epoch, sequence));
  }

  /**
   * Publishers that die and begin again from their checkpoint, two at a time even, and consumers
   * that begin again from theirs: whatever the order of arrival, each is applied once, in order.
   */
  @RepeatedTest(200)
  void eachIsAppliedOnceAndInOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int shards = 1 + random.nextInt(3);
    int events = 30;
    List<List<Place>> runs = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      List<Place> arrivals = arrivals(random, shard, events);
      runs.add(arrivals);
    }
    Map<Shard, Position> stored = new HashMap<>();
    Map<Integer, List<Long>> applied = new HashMap<>();
    Positions positions = new Positions(stored);
    int[] at = new int[shards];
    while (true) {
      int shard = random.nextInt(shards);
      if (at[shard] < runs.get(shard).size()) {
        Place next = runs.get(shard).get(at[shard]++);
        if (positions.judge(next) == Verdict.NEXT) {
          applied.computeIfAbsent(shard, x -> new ArrayList<>()).add(next.position().sequence());
        }
      }
      if (random.nextInt(5) == 0) {
        // The transaction ends, and the next begins from what is stored.
        stored.putAll(positions.moved());
        positions = new Positions(stored);
      }
      boolean all = true;
      for (int i = 0; i < shards; i++) {
        all &= at[i] == runs.get(i).size();
      }
      if (all) {
        break;
      }
    }
    List<Long> expected = java.util.stream.LongStream.rangeClosed(1, events).boxed().toList();
    for (int shard = 0; shard < shards; shard++) {
      assertEquals(expected, applied.get(shard), "shard " + shard);
    }
  }

  /** Two publishers at work at once, each from 1 or an acknowledged place on, without gaps. */
  private static List<Place> arrivals(Random random, int shard, int events) {
    List<Place> arrivals = new ArrayList<>();
    long one = 0;
    long other = 0;
    long most = 0;
    while (one < events || other < events) {
      if (random.nextBoolean() && one < events) {
        arrivals.add(place(shard, 1, ++one));
      } else if (other < events) {
        arrivals.add(place(shard, 1, ++other));
      }
      most = Math.max(one, other);
      if (random.nextInt(10) == 0) {
        // One dies, and begins again not after what has arrived.
        one = random.nextInt((int) most + 1);
      }
    }
    return arrivals;
  }

  @Test
  void afterAGapNothingIsNextButTheMissingOne() {
    var positions = new Positions(Map.of());
    assertEquals(Verdict.NEXT, positions.judge(place(1, 1, 7)));
    assertEquals(Verdict.GAP, positions.judge(place(1, 1, 9)));
    assertEquals(Verdict.GAP, positions.judge(place(1, 1, 10)));
    assertEquals(Verdict.NEXT, positions.judge(place(1, 1, 8)));
    assertEquals(Verdict.NEXT, positions.judge(place(1, 1, 9)));
    assertEquals(Verdict.DUPLICATE, positions.judge(place(1, 1, 9)));
    assertEquals(Verdict.NEXT, positions.judge(place(2, 1, 1)));
  }

  @Test
  void aNewEpochGoesOnAtOrBelowWhereTheOldOneEnded() {
    var positions = new Positions(Map.of(new Shard("/qunfang/supply", 1), new Position(1, 15)));
    assertEquals(Verdict.DUPLICATE, positions.judge(place(1, 1, 11)));
    assertEquals(Verdict.GAP, positions.judge(place(1, 2, 17)));
    assertEquals(Verdict.NEXT, positions.judge(place(1, 2, 13)));
    assertEquals(Verdict.DUPLICATE, positions.judge(place(1, 1, 16)));
    assertEquals(Verdict.NEXT, positions.judge(place(1, 2, 14)));
    assertEquals(Verdict.GAP, positions.judge(place(1, 2, 16)));
  }

  @Test
  void logsOfDifferentServicesAreCountedApart() {
    var positions = new Positions(Map.of());
    assertEquals(Verdict.NEXT, positions.judge(place(1, 1, 1)));
    assertEquals(
        Verdict.NEXT, positions.judge(new Place("/qunfang/resident", 1, new Position(1, 1))));
  }
}
