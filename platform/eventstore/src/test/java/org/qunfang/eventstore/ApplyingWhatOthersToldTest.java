package org.qunfang.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRaised;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@SuppressWarnings("NullAway.Init")
class ApplyingWhatOthersToldTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Inbox inbox;
  @Inject Commands commands;
  @Inject DeadLetters deadLetters;
  @Inject MeterRegistry meters;
  PostgresPart.Database database;
  KafkaPart kafka;

  private OtherService other;

  @BeforeEach
  void newService() {
    WhenNeedRegisteredThenNoteIt.MENDED.set(false);
    other = new OtherService(kafka.bootstrapServers());
  }

  @AfterEach
  void closeService() {
    other.close();
  }

  private List<UUID> noted(List<NeedRegistered> of) throws SQLException {
    List<UUID> noted = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select need from noted where need = any (?) order by id")) {
      select.setArray(
          1, connection.createArrayOf("uuid", of.stream().map(NeedRegistered::need).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          noted.add(row.getObject(1, UUID.class));
        }
      }
    }
    return noted;
  }

  private static List<UUID> ids(List<NeedRegistered> needs) {
    return needs.stream().map(NeedRegistered::need).toList();
  }

  private void awaitNoted(List<NeedRegistered> needs) {
    await().atMost(60, SECONDS).until(() -> noted(needs).size() >= needs.size());
  }

  private double count(String meter) {
    return meters.counter(meter).count();
  }

  private int number(String query) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void whatComesTwiceIsAppliedOnceAndInOrder() throws SQLException {
    List<NeedRegistered> needs = OtherService.needs(5);
    for (int sequence : new int[] {1, 2, 2, 3, 1, 2, 3, 4, 4, 5, 1, 5}) {
      other.publish(1, sequence, needs.get(sequence - 1));
    }
    NeedRegistered last = OtherService.need(NeedCategory.FOOD);
    other.publish(1, 6, last);
    awaitNoted(List.of(last));
    assertEquals(ids(needs), noted(needs));
  }

  @Test
  void afterAGapNothingIsAppliedUntilTheMissingOneHasCome() throws SQLException {
    List<NeedRegistered> needs = OtherService.needs(6);
    double gaps = count("qunfang.inbox.gaps");
    for (int sequence : new int[] {1, 2, 4, 5}) {
      other.publish(1, sequence, needs.get(sequence - 1));
    }
    await().atMost(60, SECONDS).until(() -> count("qunfang.inbox.gaps") == gaps + 2);
    assertEquals(ids(needs.subList(0, 2)), noted(needs));
    for (int sequence : new int[] {3, 4, 5, 6}) {
      other.publish(1, sequence, needs.get(sequence - 1));
    }
    awaitNoted(needs);
    assertEquals(ids(needs), noted(needs));
  }

  @Test
  void aNewEpochGoesOnWhereItsDumpWasAndTheOldOneIsOver() throws SQLException {
    List<NeedRegistered> needs = OtherService.needs(5);
    other.publish(1, 1, needs.get(0));
    other.publish(1, 2, needs.get(1));
    other.publish(1, 3, needs.get(2));
    other.publish(2, 2, needs.get(3));
    other.publish(1, 4, OtherService.need(NeedCategory.FOOD));
    other.publish(2, 3, needs.get(4));
    awaitNoted(needs);
    assertEquals(ids(needs), noted(needs));
    assertEquals(
        3,
        number("select sequence from inbox where epoch = 2 and source = '" + other.source + "'"));
  }

  static Stream<Arguments> poison() {
    return Stream.of(
        poison(
            "data that is no JSON",
            each -> OtherService.carrying(each, "{".getBytes(StandardCharsets.UTF_8))),
        poison("no data", each -> OtherService.carrying(each, null)),
        poison(
            "data without what must be there",
            each -> OtherService.carrying(each, "{}".getBytes(StandardCharsets.UTF_8))),
        poison("a malformed time", each -> OtherService.with(each, "ce_time", "yesterday")),
        poison("no id", each -> OtherService.with(each, "ce_id", "none")),
        poison("a header of nothing but a name", ApplyingWhatOthersToldTest::withoutActor));
  }

  private static ProducerRecord<String, byte[]> withoutActor(ProducerRecord<String, byte[]> each) {
    each.headers().remove("ce_actor");
    each.headers().add("ce_actor", null);
    return each;
  }

  private static Arguments poison(String what, UnaryOperator<ProducerRecord<String, byte[]>> how) {
    return Arguments.of(what, how);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poison")
  void poisonBecomesADeadLetterAndHoldsUpNobody(
      String what, UnaryOperator<ProducerRecord<String, byte[]>> how) throws SQLException {
    List<NeedRegistered> needs = OtherService.needs(3);
    int before = number("select count(*) from dead_letter");
    int told = deadLettersTold();
    other.publish(1, 1, needs.get(0));
    other.publish(how.apply(other.record(1, 2, needs.get(1))));
    other.publish(1, 3, needs.get(2));
    awaitNoted(List.of(needs.get(0), needs.get(2)));
    assertEquals(List.of(needs.get(0).need(), needs.get(2).need()), noted(needs));
    assertEquals(before + 1, number("select count(*) from dead_letter"));
    assertEquals(told + 1, deadLettersTold());
  }

  @Test
  void aRecordThatIsNoEventAtAllBecomesADeadLetterToo() throws SQLException {
    int before = number("select count(*) from dead_letter");
    other.publish(
        OtherService.with(
            new ProducerRecord<>(
                OtherService.TOPIC,
                LogDatabase.YAOWAN.shard() % 16,
                "key",
                "hello".getBytes(StandardCharsets.UTF_8)),
            "ce_type",
            "zero\0character"));
    List<NeedRegistered> after = OtherService.needs(1);
    other.publish(1, 1, after.get(0));
    awaitNoted(after);
    assertEquals(before + 1, number("select count(*) from dead_letter"));
  }

  @Test
  void aRecordFromNowhereThatADatabaseCouldKeepBecomesADeadLetterToo() throws SQLException {
    int before = number("select count(*) from dead_letter");
    other.publish(
        OtherService.with(
            other.record(1, 1, OtherService.need(NeedCategory.FOOD)), "ce_source", "zero\0"));
    List<NeedRegistered> after = OtherService.needs(1);
    other.publish(1, 1, after.get(0));
    awaitNoted(after);
    assertEquals(before + 1, number("select count(*) from dead_letter"));
  }

  @Test
  void anUnknownTypeIsPassedOverAndNoPoison() throws SQLException {
    int before = number("select count(*) from dead_letter");
    List<NeedRegistered> needs = OtherService.needs(2);
    other.publish(1, 1, needs.get(0));
    other.publish(
        OtherService.with(
            other.record(1, 2, OtherService.need(NeedCategory.FOOD)),
            "ce_type",
            "org.qunfang.supply.NeedRegistered.v2"));
    other.publish(1, 3, needs.get(1));
    awaitNoted(needs);
    assertEquals(before, number("select count(*) from dead_letter"));
  }

  @Test
  void whatTheDatabaseRefusesBecomesADeadLetterAndHoldsUpNobody() throws SQLException {
    List<NeedRegistered> needs = OtherService.needs(2);
    other.publish(1, 1, needs.get(0));
    other.publish(1, 2, OtherService.need(NeedCategory.PARCEL));
    other.publish(1, 3, needs.get(1));
    awaitNoted(needs);
    assertEquals(ids(needs), noted(needs));
  }

  @Test
  void aDeadLetterIsReplayedOnceAfterTheCauseIsMended() throws SQLException {
    NeedRegistered unbearable = OtherService.need(NeedCategory.UTILITIES);
    List<NeedRegistered> after = OtherService.needs(1);
    other.publish(1, 1, unbearable);
    other.publish(1, 2, after.get(0));
    awaitNoted(after);
    assertEquals(List.of(), noted(List.of(unbearable)));
    UUID letter = newestDeadLetter().id();
    assertEquals("UnsupportedOperationException", newestDeadLetter().reason());

    assertThrows(UnsupportedOperationException.class, () -> replay(letter));
    assertEquals(letter, newestDeadLetter().id());

    WhenNeedRegisteredThenNoteIt.MENDED.set(true);
    assertTrue(replay(letter));
    assertEquals(List.of(unbearable.need()), noted(List.of(unbearable)));
    assertFalse(replay(letter));
    assertFalse(replay(UUID.randomUUID()));
    assertEquals(1, noted(List.of(unbearable)).size());
  }

  private boolean replay(UUID letter) {
    return commands
        .transact(session -> deadLetters.replay(session, inbox, letter))
        .await()
        .atMost(PATIENCE);
  }

  private DeadLetters.Listed newestDeadLetter() {
    return commands
        .transact(session -> deadLetters.list(session, 1))
        .await()
        .atMost(PATIENCE)
        .get(0);
  }

  private int deadLettersTold() {
    try (var consumer =
        new org.apache.kafka.clients.consumer.KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new org.apache.kafka.common.serialization.ByteArrayDeserializer(),
            new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
      var partition = new TopicPartition("qunfang.isolation.dead-letters", 0);
      return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L).intValue();
    }
  }

  @Test
  void twoConsumersOfTheSameRecordsApplyThemOnce() throws SQLException {
    // As when a partition changes hands while its old consumer is still at work.
    List<NeedRegistered> needs = OtherService.needs(120);
    ConsumerRecords<String, byte[]> batch = batch(needs);
    Uni.join()
        .all(IntStream.range(0, 4).mapToObj(i -> inbox.consume(batch)).toList())
        .andFailFast()
        .await()
        .atMost(PATIENCE);
    assertEquals(ids(needs), noted(needs));
  }

  @Test
  void manyDuplicatesAtOnceAreNoBurden() throws SQLException {
    List<NeedRegistered> needs = OtherService.needs(1);
    List<NeedRegistered> many = Collections.nCopies(5_000, needs.get(0));
    var records = many.stream().map(need -> received(0, 1, need)).toList();
    inbox.consume(batchOf(records)).await().atMost(PATIENCE);
    assertEquals(ids(needs), noted(needs));
  }

  @Test
  void whereToGoOnIsRememberedWithTheEffect() throws SQLException {
    List<NeedRegistered> needs = OtherService.needs(1);
    inbox.consume(batchOf(List.of(received(41, 1, needs.get(0))))).await().atMost(PATIENCE);
    assertEquals(
        42, number("select next_ from inbox_offset where topic = 'elsewhere' and partition = 7"));
    assertFalse(noted(needs).isEmpty());
  }

  @Test
  void whatComesByTheThousandIsAppliedTogetherAndOnce() throws SQLException {
    List<NeedRaised> raised = OtherService.raised(2_500);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (NeedRaised each : raised) {
      records.add(received(records.size(), other.record(1, records.size() + 1, each)));
    }
    int calls = WhenNeedsRaisedThenNoteThem.CALLS.get();
    inbox.consume(batchOf(records)).await().atMost(PATIENCE);
    inbox.consume(batchOf(records)).await().atMost(PATIENCE);

    assertEquals(needsOf(raised), noted("raised", needsOf(raised)));
    assertEquals(calls + 3, WhenNeedsRaisedThenNoteThem.CALLS.get());
  }

  @Test
  void whatIsAppliedTogetherComesAfterWhatIsAppliedAlone() throws SQLException {
    NeedRaised raised = OtherService.raised(NeedCategory.FOOD);
    NeedRegistered need = OtherService.need(NeedCategory.FOOD);
    inbox
        .consume(
            batchOf(
                List.of(
                    received(0, other.record(1, 1, raised)),
                    received(1, other.record(1, 2, need)))))
        .await()
        .atMost(PATIENCE);
    assertEquals(List.of(need.need()), noted(List.of(need)));
    assertEquals(List.of(raised.need()), noted("raised", List.of(raised.need())));
  }

  @Test
  void theOneOfManyThatCannotBeAppliedIsFoundAndTheOthersAre() throws SQLException {
    List<NeedRaised> raised = OtherService.raised(300);
    NeedRaised unbearable = OtherService.raised(NeedCategory.UTILITIES);
    List<NeedRaised> all = new ArrayList<>(raised);
    all.add(217, unbearable);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (NeedRaised each : all) {
      records.add(received(records.size(), other.record(1, records.size() + 1, each)));
    }
    records.set(40, received(40, OtherService.carrying(other.record(1, 41, all.get(40)), null)));
    int calls = WhenNeedsRaisedThenNoteThem.CALLS.get();
    int before = number("select count(*) from dead_letter where type like '%NeedRaised%'");
    inbox.consume(batchOf(records)).await().atMost(PATIENCE);

    List<UUID> others = new ArrayList<>(needsOf(raised));
    others.remove(all.get(40).need());
    assertEquals(others, noted("raised", others));
    assertEquals(
        before + 2, number("select count(*) from dead_letter where type like '%NeedRaised%'"));
    assertTrue(WhenNeedsRaisedThenNoteThem.CALLS.get() < calls + 40);
  }

  private static List<UUID> needsOf(List<NeedRaised> raised) {
    return raised.stream().map(NeedRaised::need).sorted().toList();
  }

  /** Which of them are in that table, as often as they are. */
  private List<UUID> noted(String table, List<UUID> needs) throws SQLException {
    List<UUID> noted = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement select =
            connection.prepareStatement("select need from " + table + " where need = any (?)")) {
      select.setArray(1, connection.createArrayOf("uuid", needs.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          noted.add(row.getObject(1, UUID.class));
        }
      }
    }
    Collections.sort(noted);
    return noted;
  }

  private ConsumerRecords<String, byte[]> batch(List<NeedRegistered> needs) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (NeedRegistered need : needs) {
      records.add(received(records.size(), records.size() + 1, need));
    }
    return batchOf(records);
  }

  private static ConsumerRecords<String, byte[]> batchOf(
      List<ConsumerRecord<String, byte[]>> records) {
    return new ConsumerRecords<>(Map.of(new TopicPartition("elsewhere", 7), records), Map.of());
  }

  private ConsumerRecord<String, byte[]> received(long offset, long sequence, NeedRegistered need) {
    return received(offset, other.record(1, sequence, need));
  }

  private static ConsumerRecord<String, byte[]> received(
      long offset, ProducerRecord<String, byte[]> sent) {
    var record = new ConsumerRecord<>("elsewhere", 7, offset, sent.key(), sent.value());
    sent.headers().forEach(record.headers()::add);
    return record;
  }
}
