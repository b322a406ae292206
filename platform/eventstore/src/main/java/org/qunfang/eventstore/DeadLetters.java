package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.UnreadableEvent;

/**
 * Events that could not be applied: told on the {@link DeadLetterTopic} with the reason, counted,
 * kept, and replayed when the cause is mended. Nothing is dropped silently.
 */
@ApplicationScoped
public class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final DeadLetterTopic topic;
  private final Clock clock;
  private final Counter died;

  DeadLetters(DeadLetterTopic topic, Clock clock, MeterRegistry meters) {
    this.topic = topic;
    this.clock = clock;
    this.died =
        Counter.builder("qunfang.dead.letters")
            .description("Events that could not be applied")
            .register(meters);
  }

  /** A dead letter as an operator sees it. */
  public record Listed(
      UUID id,
      String topic,
      int partition,
      long offset,
      @Nullable String type,
      @Nullable String community,
      String reason,
      Instant died,
      @Nullable Instant replayed) {}

  /** The newest dead letters that nobody has replayed. */
  public Uni<List<Listed>> list(Mutiny.Session session, int limit) {
    return session
        .createSelectionQuery(
            "from DeadLetter where replayed is null order by died desc", DeadLetter.class)
        .setMaxResults(limit)
        .getResultList()
        .map(
            letters ->
                letters.stream()
                    .map(
                        letter ->
                            new Listed(
                                letter.id,
                                letter.topic,
                                letter.partition,
                                letter.offset,
                                letter.type,
                                letter.community,
                                letter.reason,
                                letter.died,
                                letter.replayed))
                    .toList());
  }

  /**
   * Applies a dead letter now, once, in the caller's transaction; false when there is none to
   * replay.
   */
  public Uni<Boolean> replay(Mutiny.Session session, Inbox inbox, UUID id) {
    return session
        .find(DeadLetter.class, id, org.hibernate.LockMode.PESSIMISTIC_WRITE)
        .chain(
            letter -> {
              if (letter == null || letter.replayed != null) {
                return Uni.createFrom().item(false);
              }
              letter.replayed = clock.instant();
              return inbox.react(session, letter.record()).replaceWith(true);
            });
  }

  Uni<Void> keep(Mutiny.Session session, ConsumerRecord<String, byte[]> record, Throwable failure) {
    DeadLetter letter = DeadLetter.of(record, reason(failure), clock.instant());
    died.increment();
    LOG.error("dead letter " + letter.id + ": " + letter.reason);
    return session
        .find(DeadLetter.class, letter.id)
        .chain(known -> known == null ? session.persist(letter) : done());
  }

  Uni<Void> publish(ConsumerRecord<String, byte[]> record, Throwable failure) {
    return topic.tell(record, reason(failure));
  }

  /** Safe to show: only our own exceptions speak of the event, and none of them quotes a value. */
  private static String reason(Throwable failure) {
    boolean ours = failure instanceof UnreadableEvent || failure instanceof CommandRejected;
    return ours
        ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
        : failure.getClass().getSimpleName();
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
