package org.qunfang.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.testing.parts.KafkaPart;

/** The trace that an event brings along ends where it is counted. */
@QuarkusTest
@TestProfile(FollowingATraceTest.Collected.class)
@SuppressWarnings("NullAway.Init")
class FollowingATraceTest {

  /** Somebody collects every trace. */
  public static class Collected implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.otel.sdk.disabled",
          "false",
          "quarkus.otel.traces.sampler.arg",
          "1",
          "quarkus.otel.bsp.schedule.delay",
          "PT0.1S");
    }
  }

  /** What a collector of traces would get. */
  @Singleton
  static class ExportedSpans {

    @Produces
    @Singleton
    @Unremovable
    InMemorySpanExporter exporter() {
      return InMemorySpanExporter.create();
    }
  }

  private static final String REQUEST = "00f067aa0ba902b7";

  @Inject InMemorySpanExporter exported;
  KafkaPart kafka;

  @Test
  void itEndsWhereTheEventIsCounted() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    try (Field field = new Field(kafka.bootstrapServers())) {
      ProducerRecord<String, byte[]> visited =
          field.event(
              new Division("422801005009"),
              Instant.parse("2020-02-15T04:00:00Z"),
              new HouseholdVisited(UUID.randomUUID(), 1, VisitOutcome.SCREENED, Tenure.OWNER, 3));
      visited
          .headers()
          .add("ce_traceparent", ("00-" + trace + "-" + REQUEST + "-01").getBytes(UTF_8));
      field.publish(visited);

      await().atMost(60, SECONDS).until(() -> spans(trace).size() == 1);
    }
    SpanData counted = spans(trace).get(0);
    assertEquals("count", counted.getName());
    assertEquals(REQUEST, counted.getParentSpanId());
  }

  private List<SpanData> spans(String trace) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }
}
