package org.qunfang.resident.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.RosterEvent;
import org.qunfang.events.ResidentEvent.ShiftCalledOff;
import org.qunfang.events.ResidentEvent.ShiftPlanned;
import org.qunfang.resident.worker.Gaps.Cover;
import org.qunfang.resident.worker.Gaps.Gap;
import org.qunfang.resident.worker.Gaps.Need;
import org.qunfang.resident.worker.RosterCommand.CallOffAll;
import org.qunfang.resident.worker.RosterCommand.CallOffShift;
import org.qunfang.resident.worker.RosterCommand.PlanShift;
import org.qunfang.testing.GivenWhenThen;

class PlanningShiftsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2020, 2, 10);
  private static final Instant MIDNIGHT = DAY.atStartOfDay(SHANGHAI).toInstant();
  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID GATE = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID EARLY = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final UUID LATE = UUID.fromString("00000000-0000-7000-8000-000000000004");
  private static final ShiftPlanned EARLY_SHIFT =
      new ShiftPlanned(EARLY, WHO, GATE, hour(0), hour(8));
  private static final ShiftPlanned LATE_SHIFT =
      new ShiftPlanned(LATE, WHO, GATE, hour(16), hour(24));

  private final GivenWhenThen<RosterCommand, Roster, RosterEvent> rules =
      rules(new RosterDecider());

  private static Instant hour(int hour) {
    return MIDNIGHT.plusSeconds(hour * 3600L);
  }

  private static PlanShift plan(UUID id, int from, int until) {
    return new PlanShift(id, WHO, true, GATE, true, new Span(hour(from), hour(until)));
  }

  @Test
  void nobodyIsAtTwoPostsAtOnce() {
    rules.given().when(plan(EARLY, 0, 8)).then(EARLY_SHIFT);
    rules.given(EARLY_SHIFT).when(plan(LATE, 7, 9)).thenRejected(RosterRejection.SHIFT_OVERLAPS);
    rules
        .given(EARLY_SHIFT)
        .when(plan(LATE, 8, 16))
        .then(new ShiftPlanned(LATE, WHO, GATE, hour(8), hour(16)));
    rules
        .given(EARLY_SHIFT, new ShiftCalledOff(EARLY, WHO, GATE))
        .when(plan(LATE, 7, 9))
        .then(new ShiftPlanned(LATE, WHO, GATE, hour(7), hour(9)));
  }

  @Test
  void aShiftHasALengthThatSomebodyCanBear() {
    rules.given().when(plan(EARLY, 8, 8)).thenRejected(RosterRejection.SHIFT_WITHOUT_LENGTH);
    rules.given().when(plan(EARLY, 8, 7)).thenRejected(RosterRejection.SHIFT_WITHOUT_LENGTH);
    rules.given().when(plan(EARLY, 0, 17)).thenRejected(RosterRejection.SHIFT_WITHOUT_LENGTH);
  }

  @Test
  void itNeedsSomebodyOnDutyAndAPostThatIsOpen() {
    Span span = new Span(hour(0), hour(8));
    rules
        .given()
        .when(new PlanShift(EARLY, WHO, false, GATE, true, span))
        .thenRejected(RosterRejection.NOT_ON_DUTY);
    rules
        .given()
        .when(new PlanShift(EARLY, WHO, true, GATE, false, span))
        .thenRejected(RosterRejection.POST_CLOSED);
    rules
        .given(EARLY_SHIFT)
        .when(plan(EARLY, 16, 24))
        .thenRejected(RosterRejection.SHIFT_ALREADY_PLANNED);
  }

  @Test
  void aShiftIsCalledOffOnce() {
    ShiftCalledOff off = new ShiftCalledOff(EARLY, WHO, GATE);
    rules.given(EARLY_SHIFT).when(new CallOffShift(EARLY)).then(off);
    rules.given(EARLY_SHIFT, off).when(new CallOffShift(EARLY)).thenNothing();
    rules
        .given(EARLY_SHIFT)
        .when(new CallOffShift(LATE))
        .thenRejected(RosterRejection.NO_SUCH_SHIFT);
  }

  @Test
  void whoStandsDownStillWasWhereTheyWere() {
    rules
        .given(EARLY_SHIFT, LATE_SHIFT)
        .when(new CallOffAll(hour(8)))
        .then(new ShiftCalledOff(LATE, WHO, GATE));
  }

  @Test
  void aPostRoundTheClockLacksWhatNobodyIsPlannedFor() {
    Need need = new Need(GATE, 0, 0, 1);

    List<Gap> gaps =
        Gaps.of(
            need,
            need.on(DAY, SHANGHAI),
            List.of(cover(GATE, 0, 8), cover(GATE, 16, 24), cover(EARLY, 8, 16)));

    assertThat(gaps).containsExactly(new Gap(GATE, hour(8), hour(16), 1));
  }

  @Test
  void aPostPastMidnightIsOfTheDayItBegins() {
    Need need = new Need(GATE, 20 * 60, 6 * 60, 2);

    List<Gap> gaps =
        Gaps.of(need, need.on(DAY, SHANGHAI), List.of(cover(GATE, 18, 26), cover(GATE, 22, 30)));

    assertThat(gaps)
        .containsExactly(
            new Gap(GATE, hour(20), hour(22), 1), new Gap(GATE, hour(26), hour(30), 1));
  }

  /** Whoever asks at any minute whether enough are there gets the same answer. */
  @Property
  void gapsAreTheMinutesAtWhichTooFewAreThere(
      @ForAll("covers") List<Cover> covers,
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int until,
      @ForAll @IntRange(min = 1, max = 3) int workers) {
    Need need = new Need(GATE, from, until, workers);
    Span needed = need.on(DAY, SHANGHAI);
    List<Gap> gaps = Gaps.of(need, needed, covers);

    for (int minute = 0; minute < 2 * 1440; minute++) {
      Span now =
          new Span(MIDNIGHT.plusSeconds(minute * 60L), MIDNIGHT.plusSeconds(minute * 60L + 60));
      int there = (int) covers.stream().filter(it -> it.span().overlaps(now)).count();
      int missing = now.overlaps(needed) ? Math.max(workers - there, 0) : 0;
      assertThat(
              gaps.stream()
                  .filter(gap -> new Span(gap.from(), gap.until()).overlaps(now))
                  .mapToInt(Gap::missing)
                  .sum())
          .isEqualTo(missing);
    }
  }

  @Provide
  Arbitrary<List<Cover>> covers() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2 * 1440), Arbitraries.integers().between(1, 960))
        .as(
            (from, minutes) ->
                new Cover(
                    GATE,
                    new Span(
                        MIDNIGHT.plusSeconds(from * 60L),
                        MIDNIGHT.plusSeconds((from + minutes) * 60L))))
        .list()
        .ofMaxSize(6);
  }

  private static Cover cover(UUID post, int from, int until) {
    return new Cover(post, new Span(hour(from), hour(until)));
  }
}
