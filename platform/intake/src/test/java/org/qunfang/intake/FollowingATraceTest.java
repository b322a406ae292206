package org.qunfang.intake;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

/** A caller's trace leads from the request through log and Kafka to whoever hears of it. */
@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "resident-service"))
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

  private final String trace = UUID.randomUUID().toString().replace("-", "");

  @Inject InMemorySpanExporter exported;
  Tokens tokens;

  private String traceparent() {
    return "00-" + trace + "-00f067aa0ba902b7-01";
  }

  @Test
  void fromTheRequestToWhoHearsOfIt() {
    UUID id = UUID.randomUUID();
    given()
        .auth()
        .oauth2(tokens.machine("integrator-hospital"))
        .header("traceparent", traceparent())
        .contentType("application/cloudevents+json")
        .body(
            """
            {"specversion":"1.0","id":"%s","source":"/hospital","division":"422801001008","time":"%s",
             "type":"org.qunfang.resident.CaseReported.v1",
             "data":{"caseId":"%s","resident":"%s","caseClass":"SUSPECTED"}}"""
                .formatted(id, Instant.now(), id, UUID.randomUUID())
                .getBytes(StandardCharsets.UTF_8))
        .post("/events")
        .then()
        .statusCode(200);

    await().atMost(60, SECONDS).until(() -> named("react to CaseReported").size() == 1);
    await().atMost(60, SECONDS).until(() -> requests().size() == 1);
    assertEquals(
        requests().get(0).getSpanId(), named("react to CaseReported").get(0).getParentSpanId());
  }

  @Test
  void whatACallerSentIsInNoTrace() {
    given().header("traceparent", traceparent()).get("/quoting").then().statusCode(500);
    await().atMost(60, SECONDS).until(() -> requests().size() == 1);
    for (SpanData span : spans()) {
      String told = span.getEvents() + " " + span.getAttributes() + " " + span.getStatus();
      assertFalse(told.contains(QuotingResource.NAME), told);
    }
  }

  private List<SpanData> spans() {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }

  private List<SpanData> named(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private List<SpanData> requests() {
    return spans().stream().filter(span -> span.getKind() == SpanKind.SERVER).toList();
  }
}
