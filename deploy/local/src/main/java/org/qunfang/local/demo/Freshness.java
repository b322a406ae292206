package org.qunfang.local.demo;

import static org.qunfang.local.demo.Api.person;
import static org.qunfang.local.demo.YaowanWeeks.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a fact takes from its 2xx to being counted at all four levels, seen from outside: one
 * passage is posted, and the four reports are asked until each has one more.
 */
final class Freshness {

  private static final int SAMPLES = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Api api;
  private final Api.Caller officer;

  Freshness(Api api, Api.Caller officer) {
    this.api = api;
    this.officer = officer;
  }

  record Seen(double p50Millis, double p99Millis) {}

  Seen measure() {
    UUID gate = UUID.randomUUID();
    api.post(
        person("cadre-yaowan"),
        "checkpoint",
        "/checkpoints",
        body(
            "id",
            gate,
            "community",
            YaowanWeeks.YAOWAN,
            "kind",
            "ROAD",
            "name",
            "Road control for the measurement"));
    double[] millis = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long[] before = counts();
      api.post(
          person("guard-yaowan"),
          "checkpoint",
          "/passages",
          body(
              "checkpoint",
              gate,
              "direction",
              "IN",
              "passer",
              "PERSON",
              "identityAsked",
              true,
              "detailsRecorded",
              true,
              "temperature",
              36.4,
              "mask",
              true));
      long accepted = System.nanoTime();
      awaitOneMore(before);
      millis[i] = (System.nanoTime() - accepted) / 1e6;
    }
    Arrays.sort(millis);
    return new Seen(millis[SAMPLES / 2], millis[SAMPLES * 99 / 100]);
  }

  private void awaitOneMore(long[] before) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int level = 0; level < before.length; level++) {
      while (count(FourLevels.CODES.get(level)) <= before[level]) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("a passage was not counted within " + PATIENCE);
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private long[] counts() {
    return FourLevels.CODES.stream().mapToLong(this::count).toArray();
  }

  private long count(String division) {
    JsonNode report =
        api.get(officer, "reporting", "/reports/" + division + "?children=false&metrics=passages");
    return new ReportedFigures.Report(report).metric("passages");
  }
}
