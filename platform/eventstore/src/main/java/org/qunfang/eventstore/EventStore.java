package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.DomainEvent;

/**
 * Streams of events: what an aggregate is, is what has happened to it.
 *
 * <p>Appending is optimistic: two commands decided on the same version collide on the unique
 * (stream, version), one wins, and {@link Commands} decides the other again.
 */
@ApplicationScoped
public class EventStore {

  private final Clock clock;
  private final Counter appended;

  EventStore(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.appended =
        Counter.builder("qunfang.events.appended")
            .description("Events appended to streams")
            .register(meters);
  }

  /**
   * The state of an aggregate and how many events made it.
   *
   * @param version 0 when nothing has happened yet
   */
  public record Current<S>(S state, long version) {}

  /** What a command led to. */
  public record Outcome<S, E extends DomainEvent>(S state, long version, List<E> events) {}

  /** The state of the aggregate of a kind and id. */
  public <C, S, E extends DomainEvent> Uni<Current<S>> load(
      Mutiny.Session session, Decider<C, S, E> decider, Class<E> events, String stream) {
    return session
        .createSelectionQuery(
            "from StoredEvent where stream = ?1 order by version", StoredEvent.class)
        .setParameter(1, stream)
        .setReadOnly(true)
        .getResultList()
        .map(
            rows ->
                new Current<>(
                    decider.replay(rows.stream().map(row -> events.cast(row.event())).toList()),
                    rows.size()));
  }

  /**
   * Loads, decides and appends in the caller's transaction.
   *
   * @throws CommandRejected through the Uni, when the decider refuses
   */
  public <C, S, E extends DomainEvent> Uni<Outcome<S, E>> handle(
      Mutiny.Session session,
      Decider<C, S, E> decider,
      Class<E> events,
      String stream,
      C command,
      Told told) {
    return load(session, decider, events, stream)
        .chain(current -> decideOn(session, decider, stream, command, told, current));
  }

  private <C, S, E extends DomainEvent> Uni<Outcome<S, E>> decideOn(
      Mutiny.Session session,
      Decider<C, S, E> decider,
      String stream,
      C command,
      Told told,
      Current<S> current) {
    return switch (decider.decide(command, current.state())) {
      case Decision.Rejected<E>(var reason) ->
          Uni.createFrom().failure(new CommandRejected(reason));
      case Decision.Accepted<E>(var happened) ->
          append(session, stream, current.version(), told, happened)
              .replaceWith(
                  () -> {
                    S state = current.state();
                    for (E event : happened) {
                      state = decider.evolve(state, event);
                    }
                    return new Outcome<>(state, current.version() + happened.size(), happened);
                  });
    };
  }

  /** Appends events after the given version and flushes, so that a collision shows here. */
  public Uni<Void> append(
      Mutiny.Session session,
      String stream,
      long after,
      Told told,
      List<? extends DomainEvent> events) {
    return write(session, rows(stream, after, told, events));
  }

  /**
   * A stream that does not exist yet.
   *
   * @param stream its name
   * @param told who told its first events, of where and when
   * @param events what happened first
   */
  public record Beginning(String stream, Told told, List<? extends DomainEvent> events) {}

  /** Begins several streams by one command: one write, all or none. */
  public Uni<Void> begin(Mutiny.Session session, List<Beginning> streams) {
    return write(
        session,
        streams.stream()
            .flatMap(each -> rows(each.stream(), 0, each.told(), each.events()).stream())
            .toList());
  }

  private List<StoredEvent> rows(
      String stream, long after, Told told, List<? extends DomainEvent> events) {
    var recorded = clock.instant();
    List<StoredEvent> rows = new ArrayList<>(events.size());
    for (DomainEvent event : events) {
      rows.add(StoredEvent.of(stream, after + rows.size() + 1, told, recorded, event));
    }
    return rows;
  }

  private Uni<Void> write(Mutiny.Session session, List<StoredEvent> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .persistAll(rows.toArray())
        .chain(session::flush)
        .invoke(() -> appended.increment(rows.size()));
  }

  /** The stream of a thing: {@code case-<uuid>}. */
  public static String stream(String kind, UUID id) {
    return kind + "-" + id;
  }
}
