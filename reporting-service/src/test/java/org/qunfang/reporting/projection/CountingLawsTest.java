package org.qunfang.reporting.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.qunfang.events.CheckpointEvent;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.events.Received.Position;
import org.qunfang.events.ResidentEvent;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.eventstore.Positions;
import org.qunfang.eventstore.Positions.Shard;
import org.qunfang.reporting.catalogue.Counting;
import org.qunfang.reporting.catalogue.Metric;
import org.qunfang.reporting.catalogue.Movement;

/** Laws that hold for whatever the field tells, in whatever batches it arrives. */
class CountingLawsTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Of one street, of two streets of a district, of a city without districts. */
  private static final List<Division> COMMUNITIES =
      List.of(
          new Division("422801001008"),
          new Division("422801001001"),
          new Division("422801002001"),
          new Division("422802101202"),
          new Division("420104001012"),
          new Division("441900003001"));

  /** What happened, where and when. */
  record Happening(Division community, Instant time, DomainEvent event) {}

  @Property(tries = 200)
  void aDivisionIsTheSumOfThoseBelowIt(@ForAll("happenings") List<Happening> told) {
    TreeMap<Page, Days> ledger = count(List.of(publish(told)));

    ledger.forEach(
        (page, days) -> {
          if (!page.division().isCommunity()) {
            Days below = new Days();
            ledger.forEach(
                (other, amounts) -> {
                  if (other.division().parent().equals(java.util.Optional.of(page.division()))
                      && other.month() == page.month()
                      && other.metric() == page.metric()) {
                    below.add(amounts);
                  }
                });
            assertEquals(amounts(below), amounts(days), page.toString());
          }
        });
  }

  @Property(tries = 200)
  void everyNumberIsANaiveRecount(@ForAll("happenings") List<Happening> told) {
    Map<String, Long> naive = new TreeMap<>();
    for (Happening happening : told) {
      LocalDate day = happening.time().atZone(ZONE).toLocalDate();
      for (Movement movement : Counting.of(happening.event())) {
        for (Division division : happening.community().lineage()) {
          naive.merge(division + " " + day + " " + movement.metric(), movement.amount(), Long::sum);
        }
      }
    }

    assertEquals(naive, flat(count(List.of(publish(told)))));
  }

  @Property(tries = 200)
  void duplicatesAreCountedOnce(
      @ForAll("happenings") List<Happening> told, @ForAll @IntRange(max = 1000) int seed) {
    List<ConsumerRecord<String, byte[]>> log = publish(told);
    List<ConsumerRecord<String, byte[]>> twice = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < log.size(); i++) {
      twice.add(log.get(i));
      if (random.nextInt(3) == 0) {
        // A relay that lost its checkpoint publishes again what came before.
        twice.addAll(log.subList(random.nextInt(i + 1), i + 1));
      }
    }

    assertEquals(flat(count(List.of(log))), flat(count(List.of(twice))));
  }

  @Property(tries = 200)
  void theBoundsOfBatchesDoNotMatter(
      @ForAll("happenings") List<Happening> told, @ForAll @IntRange(max = 1000) int seed) {
    List<ConsumerRecord<String, byte[]>> log = publish(told);
    List<List<ConsumerRecord<String, byte[]>>> batches = new ArrayList<>();
    Random random = new Random(seed);
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(5));
      batches.add(log.subList(from, to));
      from = to;
    }

    assertEquals(flat(count(List.of(log))), flat(count(batches)));
  }

  @Property(tries = 200)
  void theOrderBetweenCommunitiesDoesNotMatter(
      @ForAll("happenings") List<Happening> told, @ForAll @IntRange(max = 1000) int seed) {
    List<ConsumerRecord<String, byte[]>> log = publish(told);
    Map<Integer, List<ConsumerRecord<String, byte[]>>> shards = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> kafka : log) {
      shards
          .computeIfAbsent(CloudEventRecord.place(kafka).shard(), shard -> new ArrayList<>())
          .add(kafka);
    }
    List<ConsumerRecord<String, byte[]>> mixed = new ArrayList<>();
    Random random = new Random(seed);
    List<List<ConsumerRecord<String, byte[]>>> rest = new ArrayList<>(shards.values());
    while (!rest.isEmpty()) {
      Collections.shuffle(rest, random);
      mixed.add(rest.get(0).remove(0));
      rest.removeIf(List::isEmpty);
    }

    assertEquals(flat(count(List.of(log))), flat(count(List.of(mixed))));
  }

  @Property(tries = 100)
  void nothingIsCountedAfterAGapUntilItIsFilled(
      @ForAll("happenings") List<Happening> told, @ForAll @IntRange(max = 1000) int seed) {
    List<ConsumerRecord<String, byte[]>> log = publish(told);
    List<ConsumerRecord<String, byte[]>> broken = new ArrayList<>(log);
    // The first of a shard of a log may be any, so a gap is one behind it.
    Set<Shard> seen = new HashSet<>();
    List<Integer> inner = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      CloudEventRecord.Place place = CloudEventRecord.place(log.get(i));
      if (!seen.add(new Shard(place.source(), place.shard()))) {
        inner.add(i);
      }
    }
    if (inner.isEmpty()) {
      return;
    }
    broken.remove((int) inner.get(new Random(seed).nextInt(inner.size())));
    List<List<ConsumerRecord<String, byte[]>>> thenAgain = List.of(broken, log);

    assertEquals(flat(count(List.of(log))), flat(count(thenAgain)));
  }

  @Property(tries = 100)
  void aLateEventLandsOnItsOwnDay(@ForAll("happenings") List<Happening> told) {
    Division community = COMMUNITIES.get(0);
    List<Happening> late = new ArrayList<>(told);
    late.add(
        new Happening(
            community,
            Instant.parse("2019-12-31T15:59:59Z"),
            new ResidentEvent.RevisitCaughtUp(UUID.randomUUID(), 1)));

    TreeMap<Page, Days> ledger = count(List.of(publish(late)));

    for (Division division : community.lineage()) {
      Days days = ledger.get(new Page(division, 201912, Metric.REVISITS_OVERDUE));
      assertTrue(days != null);
      assertEquals(-1L, days.on(31));
    }
  }

  /** What the ledger has after these batches, each with the positions that the last one left. */
  private static TreeMap<Page, Days> count(List<List<ConsumerRecord<String, byte[]>>> batches) {
    TreeMap<Page, Days> ledger = new TreeMap<>();
    Map<Shard, Position> stored = new HashMap<>();
    for (List<ConsumerRecord<String, byte[]>> batch : batches) {
      Tally tally = new Tally(new Positions(stored), new Entries());
      batch.forEach(kafka -> tally.take(Arrival.of(kafka, ZONE)));
      tally
          .entries()
          .atAllLevels()
          .forEach((page, days) -> ledger.computeIfAbsent(page, p -> new Days()).add(days));
      stored.putAll(tally.positions().moved());
    }
    return ledger;
  }

  private static Map<String, Long> flat(TreeMap<Page, Days> ledger) {
    Map<String, Long> amounts = new TreeMap<>();
    ledger.forEach(
        (page, days) -> {
          for (int day = 1; day <= Days.MOST; day++) {
            Long amount = days.on(day);
            if (amount != null) {
              LocalDate date = LocalDate.of(page.month() / 100, page.month() % 100, day);
              amounts.put(page.division() + " " + date + " " + page.metric(), amount);
            }
          }
        });
    return amounts;
  }

  private static List<String> amounts(Days days) {
    List<String> amounts = new ArrayList<>();
    for (int day = 1; day <= Days.MOST; day++) {
      amounts.add(String.valueOf(days.on(day)));
    }
    return amounts;
  }

  private static List<ConsumerRecord<String, byte[]>> publish(List<Happening> told) {
    Map<String, Long> numbers = new HashMap<>();
    List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();
    for (Happening happening : told) {
      String service = EventTypes.serviceOf(happening.event().getClass());
      int shard = happening.community().shard();
      long number = numbers.merge(service + shard, 1L, Long::sum);
      ProducerRecord<String, byte[]> written =
          CloudEventRecord.write(
              "qunfang." + service,
              shard % 16,
              "/qunfang/" + service,
              new Position(1, number),
              UUID.randomUUID(),
              EventTypes.of(happening.event()),
              "stream",
              1,
              happening.community().code(),
              happening.time(),
              Instant.now(),
              "somebody",
              null,
              EventJson.write(happening.event()));
      ConsumerRecord<String, byte[]> kafka =
          new ConsumerRecord<>(written.topic(), shard % 16, number, written.key(), written.value());
      written.headers().forEach(header -> kafka.headers().add(header));
      log.add(kafka);
      assertEquals(happening.community().code(), new String(bytes(kafka), UTF_8));
    }
    return log;
  }

  private static byte[] bytes(ConsumerRecord<String, byte[]> kafka) {
    return kafka.headers().lastHeader("ce_division").value();
  }

  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Instant> time =
        Arbitraries.longs()
            .between(
                Instant.parse("2020-01-30T00:00:00Z").getEpochSecond(),
                Instant.parse("2020-03-02T00:00:00Z").getEpochSecond())
            .map(Instant::ofEpochSecond);
    return Combinators.combine(Arbitraries.of(COMMUNITIES), time, events())
        .as(Happening::new)
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<DomainEvent> events() {
    return Arbitraries.integers()
        .between(0, 999)
        .map(
            n -> {
              UUID id = new UUID(0, n);
              return switch (n % 6) {
                case 0 ->
                    new ResidentEvent.HouseholdVisited(
                        id, 1, VisitOutcome.SCREENED, Tenure.OWNER, n % 7);
                case 1 -> new ResidentEvent.ResidentLeft(id, Residency.STRANDED, n % 2 == 0);
                case 2 -> new ResidentEvent.RevisitFellDue(id, 1, Instant.EPOCH);
                case 3 -> new CheckpointEvent.CompoundClosed(id, 1, 3);
                case 4 ->
                    new CheckpointEvent.HealthCodeChanged(
                        id, CodeColour.GREEN, CodeColour.RED, CheckpointEvent.CodeReason.FEVER);
                default ->
                    new CheckpointEvent.PassageRecorded(
                        id,
                        null,
                        Direction.IN,
                        n % 4 == 1 ? Passer.VEHICLE : Passer.PERSON,
                        true,
                        true,
                        36.5,
                        n % 5 != 0,
                        CodeColour.GREEN,
                        PassageOutcome.ADMITTED,
                        null);
              };
            });
  }
}
