package org.qunfang.checkpoint;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class RecordingPassagesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  Tokens tokens;
  KafkaPart kafka;
  PostgresPart.Database database;
  private Caller guard;
  private UUID gate;
  private Log log;

  @BeforeEach
  void aGate() {
    guard = Caller.person(tokens, "guard-yaowan");
    gate = Caller.person(tokens, "cadre-yaowan").opens("GATE");
    log = new Log(database);
  }

  @Test
  void whoIsWellAndInOrderPasses() {
    guard
        .post(Caller.passage(gate), "/passages")
        .statusCode(201)
        .body("outcome", equalTo("ADMITTED"))
        .body("reason", equalTo(null))
        .body("code", equalTo("NONE"))
        .body("fever", equalTo(false));
    assertEquals(List.of("PassageRecorded"), log.factsAt(gate));
  }

  @Test
  void whoIsKnownAndHasNoOtherCodeIsGreen() {
    Map<String, Object> passage = Caller.passage(gate);
    passage.put("person", UUID.randomUUID());
    guard.post(passage, "/passages").statusCode(201).body("code", equalTo("GREEN"));
  }

  @Test
  void aFeverIsReferredAndToldWithThePassage() {
    UUID person = UUID.randomUUID();
    Map<String, Object> passage = Caller.passage(gate);
    passage.put("person", person);
    passage.put("temperature", 37.3);

    UUID id =
        Caller.id(
            guard
                .post(passage, "/passages")
                .body("outcome", equalTo("REFERRED"))
                .body("reason", equalTo("FEVER"))
                .body("fever", equalTo(true)));

    assertEquals(List.of("PassageRecorded", "FeverDetected"), log.factsAt(gate));
    List<Envelope> told = toldAt(gate, 2);
    assertEquals(new FeverDetected(id, gate, person, 37.3), told.get(1).event());
    assertEquals(id, told.get(0).id());
    assertEquals(Caller.YAOWAN, told.get(0).community().code());
  }

  @Test
  void aGateMayHaveStoodBeforeItWasTypedIn() {
    Map<String, Object> opening = Caller.checkpoint(Caller.YAOWAN, "GATE");
    opening.remove("time");
    UUID opened = Caller.id(Caller.person(tokens, "cadre-yaowan").post(opening, "/checkpoints"));
    Map<String, Object> passage = Caller.passage(opened);
    passage.put("time", Instant.now().minus(Duration.ofHours(1)).toString());

    guard.post(passage, "/passages").statusCode(201);
    assertEquals(List.of("PassageRecorded"), log.factsAt(opened));
  }

  @Test
  void withoutAMaskNobodyPasses() {
    Map<String, Object> passage = Caller.passage(gate);
    passage.put("mask", false);
    guard
        .post(passage, "/passages")
        .statusCode(201)
        .body("outcome", equalTo("REFUSED"))
        .body("reason", equalTo("NO_MASK"));
  }

  @Test
  void aPassageIsPublishedAsItHappened() {
    Instant then = Instant.now().minus(Duration.ofHours(3));
    Map<String, Object> passage = Caller.passage(gate);
    passage.put("passer", "VEHICLE");
    passage.put("direction", "OUT");
    passage.put("time", then.toString());
    guard.post(passage, "/passages").statusCode(201);

    Envelope told = toldAt(gate, 1).get(0);
    assertEquals(then.getEpochSecond(), told.time().getEpochSecond());
    PassageRecorded event = (PassageRecorded) told.event();
    assertEquals("VEHICLE", event.passer().name());
    assertEquals("OUT", event.direction().name());
  }

  @Test
  void theSamePassageTwiceIsOne() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> passage = Caller.passage(gate);
    passage.put("temperature", 38.0);
    UUID first = Caller.id(guard.postOnce(key, passage, "/passages"));
    UUID second =
        Caller.id(guard.postOnce(key, passage, "/passages").body("outcome", equalTo("REFERRED")));

    assertEquals(first, second);
    assertEquals(List.of("PassageRecorded", "FeverDetected"), log.factsAt(gate));

    passage.put("temperature", 36.0);
    guard.postOnce(key, passage, "/passages").statusCode(422).body("code", equalTo("ID_REUSED"));
    assertEquals(List.of("PassageRecorded", "FeverDetected"), log.factsAt(gate));
  }

  @Test
  void aRetryAfterMidnightFindsItsFirst() {
    String key = UUID.randomUUID().toString();
    UUID first = Caller.id(guard.postOnce(key, Caller.passage(gate), "/passages"));
    toldAt(gate, 1);
    yesterday(first);

    assertEquals(first, Caller.id(guard.postOnce(key, Caller.passage(gate), "/passages")));
    assertEquals(List.of("PassageRecorded"), log.factsAt(gate));
  }

  /** Makes a passage one of the day before, as if midnight had passed since. */
  private void yesterday(UUID passage) {
    Map<String, Object> old = Caller.passage(gate);
    old.put("time", Instant.now().minus(Duration.ofDays(1)).toString());
    UUID other = Caller.person(tokens, "cadre-yaowan").opens("GATE");
    old.put("checkpoint", other);
    guard.post(old, "/passages").statusCode(201);
    log.write("update fact set day = day - 1 where id = '%s'".formatted(passage));
  }

  @Test
  void manyAtOnceAreAllRecordedOnce() throws Exception {
    List<Map<String, Object>> passages = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      passages.add(Caller.passage(gate));
    }
    List<Future<UUID>> ids = new ArrayList<>();
    try (ExecutorService guards = Executors.newFixedThreadPool(24)) {
      for (Map<String, Object> passage : passages) {
        ids.add(guards.submit(() -> Caller.id(guard.post(passage, "/passages"))));
      }
    }
    List<UUID> answered = new ArrayList<>();
    for (Future<UUID> id : ids) {
      answered.add(id.get());
    }
    assertEquals(300, answered.stream().distinct().count());
    assertEquals(300, log.factsAt(gate).size());
    assertEquals(300, toldAt(gate, 300).stream().map(Envelope::id).distinct().count());
  }

  @Test
  void nobodyPassesWhereThereIsNoGate() {
    guard
        .post(Caller.passage(UUID.randomUUID()), "/passages")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CHECKPOINT"));
    UUID sealed = Caller.person(tokens, "cadre-yaowan").opens("BLOCKED_POINT");
    guard
        .post(Caller.passage(sealed), "/passages")
        .statusCode(409)
        .body("code", equalTo("CHECKPOINT_BLOCKED"));
    Caller.person(tokens, "cadre-yaowan")
        .post(Map.of(), "/checkpoints/{id}/withdrawal", gate)
        .statusCode(200);
    guard
        .post(Caller.passage(gate), "/passages")
        .statusCode(409)
        .body("code", equalTo("CHECKPOINT_WITHDRAWN"));
    assertEquals(List.of(), log.factsAt(gate));
  }

  @Test
  void anotherCommunitysGateIsNotTheirs() {
    Caller neighbour = Caller.person(tokens, "cadre-guanpo");
    neighbour
        .post(Caller.passage(gate), "/passages")
        .statusCode(403)
        .body("code", equalTo("OTHER_DIVISION"));
    neighbour
        .get("/passages?checkpoint={gate}&day={day}", gate, LocalDate.now(ZONE).toString())
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CHECKPOINT"));
    assertEquals(List.of(), log.factsAt(gate));
  }

  @Test
  void thePassagesOfADayAreListedPageByPage() {
    for (int i = 0; i < 3; i++) {
      guard.post(Caller.passage(gate), "/passages").statusCode(201);
    }
    LocalDate today = LocalDate.now(ZONE);
    String day = today.toString();
    List<Integer> numbers =
        guard
            .get("/passages?checkpoint={gate}&day={day}&limit=2", gate, day)
            .statusCode(200)
            .body("$", hasSize(2))
            .body("[0].passage.outcome", equalTo("ADMITTED"))
            .extract()
            .path("number");
    guard
        .get(
            "/passages?checkpoint={gate}&day={day}&limit=2&after={last}",
            gate,
            day,
            numbers.getLast())
        .statusCode(200)
        .body("$", hasSize(1));
    guard
        .get("/passages?checkpoint={gate}&day={day}", gate, today.minusDays(1).toString())
        .statusCode(200)
        .body("$", hasSize(0));
  }

  /** What Kafka has of a checkpoint's facts, once it has that many. */
  private List<Envelope> toldAt(UUID checkpoint, int count) {
    List<Envelope> told = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("qunfang.checkpoint"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  Optional<Received> received = CloudEventRecord.read(record);
                  received
                      .map(Received::envelope)
                      .filter(envelope -> envelope.version() == 0)
                      .filter(envelope -> envelope.stream().equals("checkpoint-" + checkpoint))
                      .ifPresent(told::add);
                }
                return told.size() >= count;
              });
    }
    assertEquals(count, told.size());
    return told;
  }
}
