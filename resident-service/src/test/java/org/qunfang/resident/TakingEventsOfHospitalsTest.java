package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.qunfang.resident.Caller.GUANPO;
import static org.qunfang.resident.Caller.YAOWAN;
import static org.qunfang.resident.Caller.unknown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class TakingEventsOfHospitalsTest {

  private static final String BATCH = "application/cloudevents-batch+json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SINGLE = "application/cloudevents+json";

  Tokens tokens;
  KafkaPart kafka;
  Caller cadre;
  Caller hospital;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    hospital = Caller.machine(tokens, "integrator-hospital");
  }

  private static Map<String, Object> event(String type, Map<String, Object> data) {
    return Map.of(
        "specversion",
        "1.0",
        "id",
        UUID.randomUUID().toString(),
        "source",
        "/hospital/enshi",
        "type",
        "org.qunfang.resident." + type + ".v1",
        "time",
        "2020-01-30T10:00:00+08:00",
        "division",
        YAOWAN,
        "data",
        data);
  }

  private ValidatableResponse post(String contentType, Object body) {
    try {
      return hospital
          .request()
          .contentType(contentType)
          .body(JSON.writeValueAsBytes(body))
          .post("/events")
          .then();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWholeCourseIsToldInOneBatch() {
    String resident = cadre.resident();
    String met = cadre.resident();
    String known = unknown();
    post(
            BATCH,
            List.of(
                event(
                    "SymptomsReported",
                    Map.of("resident", resident, "fever", true, "dryCough", false)),
                event(
                    "CaseReported",
                    Map.of("caseId", known, "resident", resident, "caseClass", "SUSPECTED")),
                event(
                    "CaseConfirmed",
                    Map.of("caseId", known, "resident", resident, "was", "SUSPECTED")),
                event(
                    "ContactTraced",
                    Map.of(
                        "contact",
                        unknown(),
                        "caseId",
                        known,
                        "resident",
                        met,
                        "contactClass",
                        "CLOSE",
                        "lastExposure",
                        "2020-01-29",
                        "setting",
                        "HOUSEHOLD")),
                event(
                    "ReturnRegistered",
                    Map.of(
                        "resident",
                        met,
                        "origin",
                        "420100000000",
                        "originRisk",
                        "HIGH",
                        "arrived",
                        "2020-01-22")),
                event(
                    "CaseRecovered",
                    Map.of("caseId", known, "resident", resident, "was", "CONFIRMED"))))
        .statusCode(200)
        .body("accepted", equalTo(6));
    cadre.get("/cases/" + known).body("status", equalTo("RECOVERED"));
  }

  @Test
  void whoDiesInAHospitalLeavesTheRegister() {
    String resident = cadre.resident();
    String known = unknown();
    post(
            BATCH,
            List.of(
                event(
                    "CaseReported",
                    Map.of("caseId", known, "resident", resident, "caseClass", "CONFIRMED")),
                event(
                    "CaseDied", Map.of("caseId", known, "resident", resident, "was", "CONFIRMED"))))
        .statusCode(200)
        .body("accepted", equalTo(2));
    cadre.get("/residents/" + resident).body("resident.gone", equalTo(true));
  }

  @Test
  void oneBadEventSinksNoOther() {
    String resident = cadre.resident();
    String known = unknown();
    Map<String, Object> reported =
        event(
            "CaseReported",
            Map.of("caseId", known, "resident", resident, "caseClass", "SUSPECTED"));
    post(
            BATCH,
            List.of(
                event(
                    "SymptomsReported",
                    Map.of("resident", unknown(), "fever", true, "dryCough", false)),
                event(
                    "SymptomsReported",
                    Map.of("resident", resident, "fever", false, "dryCough", false)),
                event("HouseholdRegistered", Map.of("household", unknown(), "tenure", "OWNER")),
                reported,
                event("CaseRuledOut", Map.of("caseId", known, "resident", resident)),
                reported))
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("duplicate", equalTo(1))
        .body("rejected", equalTo(3))
        .body(
            "results.code",
            equalTo(
                Arrays.asList(
                    "NO_SUCH_RESIDENT", "NO_SYMPTOM", "UNKNOWN_EVENT_TYPE", null, null, null)));
    cadre.get("/cases/" + known).body("status", equalTo("RULED_OUT"));
  }

  @Test
  void aHospitalHasToMeanTheSameCase() {
    String resident = cadre.resident();
    String known = unknown();
    post(
            BATCH,
            List.of(
                event(
                    "CaseReported",
                    Map.of("caseId", known, "resident", resident, "caseClass", "SUSPECTED")),
                event(
                    "CaseConfirmed",
                    Map.of("caseId", known, "resident", cadre.resident(), "was", "SUSPECTED")),
                event(
                    "CaseConfirmed",
                    Map.of("caseId", known, "resident", resident, "was", "ASYMPTOMATIC")),
                event("CaseRuledOut", Map.of("caseId", known, "resident", unknown()))))
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body(
            "results.code",
            equalTo(
                Arrays.asList(
                    null,
                    "CASE_OF_ANOTHER_RESIDENT",
                    "CASE_WAS_OTHERWISE",
                    "CASE_OF_ANOTHER_RESIDENT")));
    cadre.get("/cases/" + known).body("status", equalTo("SUSPECTED"));
  }

  @Test
  void aSingleEventThatIsRefusedIsAProblem() {
    post(
            SINGLE,
            event(
                "CaseDied", Map.of("caseId", unknown(), "resident", unknown(), "was", "CONFIRMED")))
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("NO_SUCH_CASE"));
  }

  @Test
  void whatIsAcceptedIsPublishedWithTheCommunityOfTheResidentAndNothingPersonal() {
    String resident = cadre.resident();
    Map<String, Object> elsewhere =
        new HashMap<>(
            event(
                "SymptomsReported", Map.of("resident", resident, "fever", true, "dryCough", true)));
    elsewhere.put("division", GUANPO);
    post(SINGLE, elsewhere).statusCode(200).body("accepted", equalTo(1));

    List<ConsumerRecord<String, String>> published = publishedOf("resident-" + resident, 2);
    ConsumerRecord<String, String> registered = published.get(0);
    ConsumerRecord<String, String> symptoms = published.get(1);
    assertThat(header(registered, "ce_type"))
        .isEqualTo("org.qunfang.resident.ResidentRegistered.v1");
    assertThat(registered.value()).contains("FROM_18_TO_59").doesNotContain("某甲");
    assertThat(header(symptoms, "ce_type")).isEqualTo("org.qunfang.resident.SymptomsReported.v1");
    assertThat(header(symptoms, "ce_division")).isEqualTo(YAOWAN);
    assertThat(symptoms.key()).isEqualTo(YAOWAN);
  }

  private List<ConsumerRecord<String, String>> publishedOf(String stream, int count) {
    List<ConsumerRecord<String, String>> published = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor("qunfang.resident").stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(500))
                    .forEach(
                        each -> {
                          if (header(each, "ce_subject").equals(stream)) {
                            published.add(each);
                          }
                        });
                return published.size() >= count;
              });
    }
    return published;
  }

  private static String header(ConsumerRecord<String, String> published, String name) {
    Header header = published.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
