package org.qunfang.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.RiskAreaDeclared;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
class CountingExactlyOnceTest {

  private static final Instant NOON = Instant.parse("2020-02-15T04:00:00Z");

  @SuppressWarnings("NullAway.Init")
  KafkaPart kafka;

  @SuppressWarnings("NullAway.Init")
  PostgresPart postgres;

  PostgresPart.@org.jspecify.annotations.Nullable Database database;

  @SuppressWarnings("NullAway.Init")
  Tokens tokens;

  @SuppressWarnings("NullAway.Init")
  Field field;

  @BeforeEach
  void open() {
    field = new Field(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    field.close();
  }

  @Test
  void aRecordDeliveredAgainIsCountedOnce() {
    Division community = new Division("422801005008");
    ProducerRecord<String, byte[]> first = field.event(community, NOON, screened(1));
    ProducerRecord<String, byte[]> second = field.event(community, NOON, screened(1));
    field.publish(first, second, first, second, second);

    awaitPeople(community, 2);
    field.tell(community, NOON, screened(1));
    awaitPeople(community, 3);
  }

  @Test
  void whatCountsAboveTheCommunitiesHoldsUpNobody() throws SQLException {
    List<String> above = List.of("420000000000", "422800000000", "422822000000");
    for (String code : above) {
      Division division = new Division(code);
      field.tell(
          division,
          NOON,
          new RiskAreaDeclared(
              UUID.randomUUID(), division, RiskLevel.HIGH, LocalDate.of(2020, 2, 1), null));
      Division behind = inTheShardOf(division);
      field.tell(behind, NOON, screened(7));
      awaitPeople(behind, 7);
      assertEquals(List.of(), letters(code));
    }
  }

  /** An official community in a part of the prefecture that no other test uses. */
  private static Division inTheShardOf(Division division) {
    return IntStream.range(100_001, 300_000)
        .mapToObj(number -> new Division("422822" + number))
        .filter(each -> each.isCommunity() && each.shard() == division.shard())
        .filter(Divisions::exists)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRecordAfterAGapWaitsUntilItIsFilled() {
    Division community = new Division("422801103200");
    ProducerRecord<String, byte[]> first = field.event(community, NOON, screened(1));
    ProducerRecord<String, byte[]> second = field.event(community, NOON, screened(10));
    ProducerRecord<String, byte[]> third = field.event(community, NOON, screened(100));
    field.publish(first, third);
    awaitPeople(community, 1);
    field.publish(second, third);

    awaitPeople(community, 111);
  }

  @Test
  void poisonBecomesADeadLetterAndHoldsUpNobody() {
    Division community = new Division("422801201201");
    field.publish(
        field.event(community, NOON, screened(1)),
        field.poison(community, NOON, "org.qunfang.resident.HouseholdVisited.v1"),
        field.event(community, NOON, screened(10)),
        new ProducerRecord<>("qunfang.supply", 3, "no key of ours", new byte[] {1, 2, 3}));

    awaitPeople(community, 11);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertEquals(1, letters("422801201201").size(), "dead letters"));
    Map<String, Object> letter = letters("422801201201").get(0);
    assertEquals("qunfang.resident", letter.get("topic"));
    assertTrue(String.valueOf(letter.get("reason")).startsWith("UnreadableEvent: "));
    assertTrue(onTheTopic(String.valueOf(letter.get("reason"))));
    given()
        .auth()
        .oauth2(tokens.of("operator"))
        .post("/admin/dead-letters/" + letter.get("id") + "/replay")
        .then()
        .statusCode(409)
        .body("code", equalTo("STILL_UNREADABLE"));
    assertEquals(1, letters("422801201201").size(), "stays");
  }

  @Test
  void aDeadLetterWhoseCauseIsMendedIsCountedOnce() throws SQLException {
    Division community = new Division("422801204207");
    field.publish(field.poison(community, NOON, "org.qunfang.resident.HouseholdVisited.v1"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertEquals(1, letters("422801204207").size()));
    String id = String.valueOf(letters("422801204207").get(0).get("id"));
    mend(id);

    for (int status : new int[] {204, 404}) {
      given()
          .auth()
          .oauth2(tokens.of("operator"))
          .post("/admin/dead-letters/" + id + "/replay")
          .then()
          .statusCode(status);
    }
    awaitPeople(community, 4);
    assertEquals(List.of(), letters("422801204207"));
  }

  @Test
  void whatTheLedgerRefusesBecomesADeadLetterAndIsCountedOnceThatIsMended() throws SQLException {
    Division refused = new Division("422801201202");
    Division next = new Division("422801201203");
    execute("alter table ledger add constraint refused check (division <> 422801201202) not valid");
    try {
      field.publish(
          field.event(next, NOON, screened(1)),
          field.event(refused, NOON, screened(10)),
          field.event(next, NOON, screened(100)));

      awaitPeople(next, 101);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertEquals(1, letters("422801201202").size()));
    } finally {
      execute("alter table ledger drop constraint refused");
    }
    Map<String, Object> letter = letters("422801201202").get(0);
    assertEquals("PgException", letter.get("reason"));
    given()
        .auth()
        .oauth2(tokens.of("operator"))
        .post("/admin/dead-letters/" + letter.get("id") + "/replay")
        .then()
        .statusCode(204);
    awaitPeople(refused, 10);
  }

  /** In a shard that no other test publishes in: its log has lost this number for good. */
  @Test
  void aRecordThatNoDatabaseCouldKeepBecomesADeadLetter() {
    Division community = new Division("422801201204");
    ProducerRecord<String, byte[]> zero =
        field.poison(
            new Division("422801002004"), NOON, "org.qunfang.resident.HouseholdVisited.v1");
    zero.headers().remove("ce_source").add("ce_source", new byte[] {'/', 0, 'x'});
    zero.headers().add("zero\0", new byte[] {0});
    field.publish(zero, field.event(community, NOON, screened(3)));

    awaitPeople(community, 3);
    assertEquals(1, letters("422801002004").size());
  }

  private void execute(String sql) throws SQLException {
    try (var session = java.util.Objects.requireNonNull(database).connect();
        var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void anUnknownTypeIsPassedOver() {
    Division community = new Division("422801207208");
    field.publish(
        field.poison(community, NOON, "org.qunfang.resident.HouseholdVisited.v2"),
        field.event(community, NOON, screened(7)));

    awaitPeople(community, 7);
    assertEquals(List.of(), letters("422801207208"));
  }

  @Test
  void nothingIsLostOrDoubledWhenConnectionsAreKilledAndTheDatabaseRestarts() throws SQLException {
    List<Division> communities =
        List.of(
            new Division("422802002203"),
            new Division("422802101218"),
            new Division("422802102252"),
            new Division("422802104206"));
    int rounds = 1_000;
    for (int i = 0; i < rounds; i++) {
      List<ProducerRecord<String, byte[]>> batch = new ArrayList<>();
      for (Division community : communities) {
        batch.add(field.event(community, NOON, screened(1)));
      }
      field.publish(batch.toArray(ProducerRecord[]::new));
      if (i % 100 == 50) {
        killConnections();
      }
      if (i == rounds / 2) {
        postgres.stop();
        postgres.start();
      }
    }

    communities.forEach(community -> awaitPeople(community, rounds));
    report("422802000000").then().body("metrics[0].value", is(rounds * communities.size()));
  }

  private void killConnections() throws SQLException {
    try (var session = postgres.administration().connect();
        var statement = session.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
              + java.util.Objects.requireNonNull(database).name()
              + "'");
    }
  }

  private void mend(String id) throws SQLException {
    try (var session = java.util.Objects.requireNonNull(database).connect();
        var statement =
            session.prepareStatement(
                "update dead_letter set value = convert_to(?, 'UTF8') where id = ?")) {
      statement.setString(1, org.qunfang.events.EventJson.write(screened(4)));
      statement.setObject(2, UUID.fromString(id));
      assertEquals(1, statement.executeUpdate());
    }
  }

  private boolean onTheTopic(String reason) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition("qunfang.reporting.dead-letters", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int i = 0; i < 50; i++) {
        for (ConsumerRecord<String, byte[]> dead : consumer.poll(Duration.ofMillis(200))) {
          if (new String(
                  dead.headers().lastHeader("reason").value(),
                  java.nio.charset.StandardCharsets.UTF_8)
              .equals(reason)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private List<Map<String, Object>> letters(String community) {
    return given()
        .auth()
        .oauth2(tokens.of("operator"))
        .get("/admin/dead-letters")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("findAll { it.community == '" + community + "' }");
  }

  private static HouseholdVisited screened(int people) {
    return new HouseholdVisited(UUID.randomUUID(), 1, VisitOutcome.SCREENED, Tenure.OWNER, people);
  }

  private void awaitPeople(Division community, int people) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> report(community.code()).then().body("metrics[0].value", is(people)));
  }

  private io.restassured.response.Response report(String division) {
    return given()
        .auth()
        .oauth2(tokens.of("city-enshi"))
        .get("/reports/" + division + "?day=2020-02-15&metrics=people.screened&children=false");
  }
}
