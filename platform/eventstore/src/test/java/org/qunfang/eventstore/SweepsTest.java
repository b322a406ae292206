package org.qunfang.eventstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Integer> tried = new ArrayList<>();

  /** Numbers from one to seven, three at a time. */
  private int sweep(Function<Integer, Uni<Boolean>> work) {
    return new Sweeps(meters)
        .through(
            "numbers",
            0,
            last ->
                Uni.createFrom()
                    .item(IntStream.rangeClosed(last + 1, Math.min(last + 3, 7)).boxed().toList()),
            number -> {
              tried.add(number);
              return work.apply(number);
            })
        .await()
        .indefinitely();
  }

  @Test
  void everythingDueIsDonePageByPage() {
    assertEquals(6, sweep(number -> Uni.createFrom().item(number != 4)));
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), tried);
  }

  @Test
  void whatFailsHoldsUpNobodyBehindIt() {
    assertEquals(
        5,
        sweep(
            number ->
                switch (number) {
                  case 1 -> Uni.createFrom().failure(new IllegalStateException("of its own"));
                  case 3 ->
                      Uni.createFrom().failure(new CollidedTooOften(new IOException("too often")));
                  default -> Uni.createFrom().item(true);
                }));
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), tried);
    assertEquals(2, meters.counter("qunfang.sweeps.failed", "sweep", "numbers").count());
  }

  @Test
  void aLookOfTheClockThatFailsIsCountedAndFailsNobody() {
    Sweep lost =
        new Sweep() {
          @Override
          public String name() {
            return "numbers";
          }

          @Override
          public Uni<Integer> asOf(Instant asOf) {
            throw new IllegalStateException("lost");
          }
        };
    assertEquals(0, new Sweeps(meters).look(lost, Instant.EPOCH).await().indefinitely());
    assertEquals(1, meters.counter("qunfang.sweeps.failed", "sweep", "numbers").count());
  }

  @Test
  void whenTheDatabaseIsAwayTheRestWaits() {
    assertThrows(
        UncheckedIOException.class,
        () ->
            sweep(number -> Uni.createFrom().failure(new UncheckedIOException(new IOException()))));
    assertEquals(List.of(1), tried);
  }
}
