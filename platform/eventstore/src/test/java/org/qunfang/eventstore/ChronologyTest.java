package org.qunfang.eventstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.events.SupplyEvent.OrderPacked;
import org.qunfang.eventstore.EventStore.Dated;

class ChronologyTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOON = Instant.parse("2020-02-10T04:00:00Z");
  private static final Instant HOUR_AGO = NOON.minus(Duration.ofHours(1));
  private static final Instant DAY_AGO = NOON.minus(Duration.ofDays(1));
  private static final Instant MIDNIGHT = Instant.parse("2020-02-09T16:00:00Z");
  private static final OrderEvent EVENT = new OrderPacked(new UUID(0, 1));
  private static final List<Dated<OrderEvent>> SINCE_NOON = List.of(new Dated<>(EVENT, NOON));

  private static List<Instant> dates(Instant told, boolean refuses, OrderEvent... events) {
    return dates(SINCE_NOON, told, refuses, events);
  }

  private static List<Instant> dates(
      List<Dated<OrderEvent>> past, Instant told, boolean refuses, OrderEvent... events) {
    var chronology =
        new Chronology<OrderEvent>(
            Shelf.DECIDER, new Told(LogDatabase.YAOWAN, told, "somebody"), SHANGHAI, refuses);
    return chronology.date(List.of(events), past).stream().map(Dated::time).toList();
  }

  @Test
  void whatIsToldOfLaterHappenedThen() {
    Instant later = NOON.plusSeconds(1);
    assertEquals(List.of(later, later), dates(later, true, EVENT, EVENT));
  }

  @Test
  void nothingHappenedOnADayBeforeWhatItFollows() {
    CommandRejected refused =
        assertThrows(CommandRejected.class, () -> dates(DAY_AGO, true, EVENT));
    assertEquals(TimeRejection.BEFORE_IT_BEGAN, refused.reason());
  }

  @Test
  void whatIsToldOfTheSameDayCountsWithWhatItFollows() {
    assertEquals(List.of(NOON), dates(HOUR_AGO, true, EVENT));
  }

  @Test
  void clocksMayDifferAtMidnightToo() {
    List<Dated<OrderEvent>> sinceMidnight = List.of(new Dated<>(EVENT, MIDNIGHT));
    assertEquals(List.of(MIDNIGHT), dates(sinceMidnight, MIDNIGHT.minusSeconds(240), true, EVENT));
    assertThrows(
        CommandRejected.class, () -> dates(sinceMidnight, MIDNIGHT.minusSeconds(360), true, EVENT));
  }

  @Test
  void whatARuleConcludesTakesEffectWithWhatItFollows() {
    assertEquals(List.of(NOON), dates(DAY_AGO, false, EVENT));
  }

  @Test
  void whatFollowsNothingHappenedWhenItWasTold() {
    var free =
        new Chronology<OrderEvent>(
            new Decider<UUID, Integer, OrderEvent>() {
              @Override
              public Integer initial() {
                return 0;
              }

              @Override
              public Decision<OrderEvent> decide(UUID order, Integer state) {
                return Decision.accept();
              }

              @Override
              public boolean follows(OrderEvent event, OrderEvent earlier) {
                return false;
              }

              @Override
              public Integer evolve(Integer state, OrderEvent event) {
                return state;
              }
            },
            new Told(LogDatabase.YAOWAN, DAY_AGO, "somebody"),
            SHANGHAI,
            true);
    assertEquals(
        List.of(DAY_AGO), free.date(List.of(EVENT), SINCE_NOON).stream().map(Dated::time).toList());
  }
}
