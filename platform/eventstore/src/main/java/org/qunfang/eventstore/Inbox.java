package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventTypes;
import org.qunfang.events.Received;
import org.qunfang.events.UnreadableEvent;

/**
 * Applies what other services published, one by one by {@link Reaction}s or many together by {@link
 * BulkReaction}s: delivered at least once, with effect exactly once, because the position is stored
 * in the transaction of the effect.
 *
 * <p>An event that cannot be applied becomes a {@link DeadLetter} and does not hold up those behind
 * it. When the database itself fails, the batch is tried again until it is back.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);

  /**
   * Events applied in one transaction; small, since every open transaction holds back all relays.
   */
  private static final int CHUNK = 50;

  /** Events applied by one statement. */
  private static final int BULK = 1000;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final Commands commands;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final List<Reaction> reactions;
  private final List<BulkReaction> bulkReactions;
  private final Set<String> one;
  private final Set<String> types;
  private final Counter applied;
  private final Counter duplicates;
  private final Counter gaps;
  private final Counter passedOver;
  private final Timer delay;

  Inbox(
      Commands commands,
      DeadLetters deadLetters,
      Clock clock,
      Instance<Reaction> reactions,
      Instance<BulkReaction> bulkReactions,
      MeterRegistry meters) {
    this.commands = commands;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.reactions = reactions.stream().toList();
    this.bulkReactions = bulkReactions.stream().toList();
    this.one =
        this.reactions.stream()
            .flatMap(reaction -> reaction.to().stream())
            .map(EventTypes::of)
            .collect(Collectors.toUnmodifiableSet());
    this.types =
        Stream.concat(
                one.stream(),
                this.bulkReactions.stream()
                    .flatMap(reaction -> reaction.to().stream())
                    .map(EventTypes::of))
            .collect(Collectors.toUnmodifiableSet());
    this.applied = counter(meters, "applied", "Events of others that were applied");
    this.duplicates = counter(meters, "duplicates", "Events that had been applied before");
    this.gaps =
        counter(
            meters, "gaps", "Events that came before the one they follow: an alarm when it stays");
    this.passedOver =
        counter(meters, "passed.over", "Events nobody here reacts to, unknown types among them");
    this.delay =
        Timer.builder("qunfang.inbox.delay")
            .description("From acceptance by the other service to the effect here")
            .publishPercentileHistogram()
            .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder("qunfang.inbox." + name).description(description).register(meters);
  }

  /**
   * Applies a batch as the Kafka connector delivers it; its offsets may be committed when the Uni
   * completes.
   */
  public Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(batch.count());
    batch.forEach(records::add);
    return Multi.createFrom()
        .iterable(chunks(records))
        .onItem()
        .transformToUniAndConcatenate(this::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * Records that only move a position go many to a transaction, those with an effect of their own
   * few, and of those that are applied together as many as one statement takes.
   */
  private List<List<ConsumerRecord<String, byte[]>>> chunks(
      List<ConsumerRecord<String, byte[]>> records) {
    List<List<ConsumerRecord<String, byte[]>>> chunks = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> chunk = new ArrayList<>();
    int effects = 0;
    int together = 0;
    for (ConsumerRecord<String, byte[]> kafka : records) {
      chunk.add(kafka);
      String type = type(kafka);
      effects += one.contains(type) ? 1 : 0;
      together += types.contains(type) ? 1 : 0;
      if (effects == CHUNK || together == BULK) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        effects = 0;
        together = 0;
      }
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  private Uni<Void> apply(List<ConsumerRecord<String, byte[]>> chunk) {
    return attempt(chunk, Duration.ofMillis(200), Here.executor());
  }

  private Uni<Void> attempt(
      List<ConsumerRecord<String, byte[]>> chunk, Duration pause, Executor here) {
    return transact(chunk)
        .onFailure(failure -> !Weather.isToBlameFor(failure))
        .recoverWithUni(
            failure -> chunk.size() == 1 ? bury(chunk.get(0), failure, here) : inHalves(chunk))
        .onFailure()
        .recoverWithUni(failure -> waitAndAttempt(chunk, pause, here, failure));
  }

  private Uni<Void> waitAndAttempt(
      List<ConsumerRecord<String, byte[]>> chunk,
      Duration pause,
      Executor here,
      Throwable failure) {
    LOG.warn("events wait: " + failure.getClass().getSimpleName());
    Duration next = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(pause)
        .emitOn(here)
        .chain(() -> attempt(chunk, next, here));
  }

  /** One that cannot be applied costs a few transactions, not one for each of the others. */
  private Uni<Void> inHalves(List<ConsumerRecord<String, byte[]>> chunk) {
    int half = chunk.size() / 2;
    return apply(chunk.subList(0, half)).chain(() -> apply(chunk.subList(half, chunk.size())));
  }

  private Uni<Void> transact(List<ConsumerRecord<String, byte[]>> chunk) {
    return commands.transact(
        session ->
            InboxRows.lock(session, shards(chunk))
                .chain(
                    stored -> {
                      Positions positions = new Positions(stored);
                      return reactTo(session, next(positions, chunk))
                          .chain(() -> InboxRows.move(session, positions, stored.keySet(), chunk));
                    }));
  }

  /**
   * Moves the positions over a chunk and answers the records that somebody here reacts to. Most
   * records of a gate's topic only move a position; they must cost next to nothing.
   */
  private List<ConsumerRecord<String, byte[]>> next(
      Positions positions, List<ConsumerRecord<String, byte[]>> chunk) {
    List<ConsumerRecord<String, byte[]>> effective = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> kafka : chunk) {
      switch (positions.judge(CloudEventRecord.place(kafka))) {
        case NEXT -> {
          if (types.contains(type(kafka))) {
            effective.add(kafka);
          } else {
            passedOver.increment();
          }
        }
        case DUPLICATE -> duplicates.increment();
        case GAP -> gap(kafka);
      }
    }
    return effective;
  }

  private Uni<Void> reactTo(
      Mutiny.Session session, List<ConsumerRecord<String, byte[]>> effective) {
    return Uni.createFrom()
        .deferred(
            () -> {
              List<Received> events = new ArrayList<>(effective.size());
              for (ConsumerRecord<String, byte[]> kafka : effective) {
                CloudEventRecord.read(kafka).ifPresent(events::add);
              }
              return reactToEach(session, events)
                  .chain(() -> reactToAll(session, events))
                  .invoke(() -> events.forEach(this::applied));
            });
  }

  private void gap(ConsumerRecord<String, byte[]> kafka) {
    gaps.increment();
    LOG.warn(
        "an event is missing before offset "
            + kafka.offset()
            + " of "
            + kafka.topic()
            + "/"
            + kafka.partition());
  }

  /** Applies one record whatever its position: also the way a dead letter is replayed. */
  Uni<Void> react(Mutiny.Session session, ConsumerRecord<String, byte[]> kafka) {
    if (!types.contains(type(kafka))) {
      passedOver.increment();
      return Uni.createFrom().voidItem();
    }
    return reactTo(session, List.of(kafka));
  }

  private Uni<Void> reactToEach(Mutiny.Session session, List<Received> events) {
    return Multi.createFrom()
        .iterable(events)
        .select()
        .where(event -> one.contains(EventTypes.of(event.envelope().event())))
        .onItem()
        .transformToUniAndConcatenate(event -> react(session, event))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> react(Mutiny.Session session, Received event) {
    Class<? extends DomainEvent> type = event.envelope().event().getClass();
    Span span =
        Traces.consuming("react to " + type.getSimpleName(), event.envelope().traceparent());
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Reaction reaction : reactions) {
      if (reaction.to().contains(type)) {
        done =
            done.chain(
                () -> {
                  try (var scope = Context.current().with(span).makeCurrent()) {
                    return reaction.when(event, session);
                  }
                });
      }
    }
    return done.onTermination().invoke(span::end);
  }

  private Uni<Void> reactToAll(Mutiny.Session session, List<Received> events) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (BulkReaction reaction : bulkReactions) {
      List<Received> concerned =
          events.stream()
              .filter(event -> reaction.to().contains(event.envelope().event().getClass()))
              .toList();
      if (!concerned.isEmpty()) {
        done = done.chain(() -> reaction.when(concerned, session));
      }
    }
    return done;
  }

  private void applied(Received event) {
    applied.increment();
    delay.record(Duration.between(event.envelope().recorded(), clock.instant()));
  }

  private Uni<Void> bury(ConsumerRecord<String, byte[]> kafka, Throwable failure, Executor here) {
    return deadLetters
        .publish(kafka, failure)
        .emitOn(here)
        .chain(
            () ->
                commands.transact(
                    session ->
                        InboxRows.lock(session, shards(List.of(kafka)))
                            .chain(
                                stored -> {
                                  Positions positions = new Positions(stored);
                                  CloudEventRecord.Place place = readable(kafka);
                                  if (place != null) {
                                    var unused = positions.judge(place);
                                  }
                                  return deadLetters
                                      .keep(session, kafka, failure)
                                      .chain(
                                          () ->
                                              InboxRows.move(
                                                  session,
                                                  positions,
                                                  stored.keySet(),
                                                  List.of(kafka)));
                                })));
  }

  /** Where a record stands, or null for one whose own headers do not tell. */
  private static CloudEventRecord.@Nullable Place readable(ConsumerRecord<String, byte[]> kafka) {
    try {
      return CloudEventRecord.place(kafka);
    } catch (UnreadableEvent e) {
      return null;
    }
  }

  private static Set<Positions.Shard> shards(List<ConsumerRecord<String, byte[]>> chunk) {
    Set<Positions.Shard> shards = new HashSet<>();
    for (ConsumerRecord<String, byte[]> kafka : chunk) {
      CloudEventRecord.Place place = readable(kafka);
      if (place != null) {
        shards.add(new Positions.Shard(place.source(), place.shard()));
      }
    }
    return shards;
  }

  private static String type(ConsumerRecord<String, byte[]> kafka) {
    return Objects.requireNonNullElse(CloudEventRecord.attribute(kafka, "ce_type"), "");
  }
}
