package org.qunfang.isolation.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.isolation.check.CheckRules.CheckRejection;

class CheckRulesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2020, 2, 12);
  private static final UUID ORDER = EventIds.named("order");
  private static final UUID PERSON = EventIds.named("person");

  @ParameterizedTest
  @ValueSource(doubles = {30.0, 36.5, 45.0})
  void aBodyTemperatureIsTaken(double temperature) {
    assertEquals(Optional.empty(), CheckRules.refused(check(temperature), DAY));
  }

  @ParameterizedTest
  @ValueSource(doubles = {29.9, 45.1, 366, 0, -36.5, Double.NaN, Double.POSITIVE_INFINITY})
  void anyOtherTemperatureIsRefused(double temperature) {
    assertEquals(
        Optional.of(CheckRejection.TEMPERATURE_OUT_OF_RANGE),
        CheckRules.refused(check(temperature), DAY));
  }

  @Test
  void aCheckOfAnotherDayThanItSaysIsRefused() {
    assertEquals(
        Optional.of(CheckRejection.DAY_MISMATCH), CheckRules.refused(check(36.5), DAY.plusDays(1)));
  }

  @ParameterizedTest
  @CsvSource({"2020-02-11,false", "2020-02-12,true", "2020-02-14,true", "2020-02-15,false"})
  void whoIsIsolatedIsCheckedFromTheFirstDayToTheLast(LocalDate day, boolean checked) {
    var isolated = isolated(DAY, LocalDate.of(2020, 2, 14));
    assertEquals(checked, isolated.refused(day).isEmpty());
  }

  @Test
  void whoIsStillIsolatedIsCheckedAnyDay() {
    assertEquals(Optional.empty(), isolated(DAY, null).refused(DAY.plusDays(100)));
  }

  @Test
  void whoHasNotArrivedIsNotChecked() {
    assertEquals(Optional.of(CheckRejection.NOT_ISOLATED_THEN), isolated(null, null).refused(DAY));
  }

  @ParameterizedTest
  @CsvSource({
    "2020-02-12T11:59:59+08:00, ''",
    "2020-02-12T12:00:00+08:00, MORNING",
    "2020-02-12T21:59:59+08:00, MORNING",
    "2020-02-12T22:00:00+08:00, MORNING EVENING",
    "2020-02-13T00:00:00+08:00, MORNING EVENING",
    "2020-02-11T23:00:00+08:00, ''"
  })
  void aSlotIsOverTheSameDay(Instant asOf, String slots) {
    List<CheckSlot> expected =
        slots.isEmpty()
            ? List.of()
            : List.of(slots.split(" ")).stream().map(CheckSlot::valueOf).toList();
    assertEquals(expected, CheckRules.over(DAY, asOf, ZONE));
  }

  @Test
  void aCheckWrittenDownTheSameDayIsMadeNow() {
    Instant now = Instant.parse("2020-02-12T01:23:45Z");
    assertEquals(now, CheckRules.usualTime(DAY, CheckSlot.EVENING, now, ZONE));
  }

  @Test
  void aCheckWrittenDownLaterWasMadeOnTheUsualRound() {
    Instant later = Instant.parse("2020-02-13T01:23:45Z");
    assertEquals(
        Instant.parse("2020-02-12T00:00:00Z"),
        CheckRules.usualTime(DAY, CheckSlot.MORNING, later, ZONE));
    assertEquals(
        Instant.parse("2020-02-12T10:00:00Z"),
        CheckRules.usualTime(DAY, CheckSlot.EVENING, later, ZONE));
  }

  private static HealthChecked check(double temperature) {
    return new HealthChecked(
        ORDER, PERSON, DAY, CheckSlot.MORNING, temperature, false, false, true);
  }

  private static IsolatedThen isolated(@Nullable LocalDate from, @Nullable LocalDate until) {
    return new IsolatedThen(PERSON, new Division("422801001008"), from, until);
  }
}
