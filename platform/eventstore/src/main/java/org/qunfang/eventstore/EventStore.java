package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;

/**
 * Streams of events: what an aggregate is, is what has happened to it.
 *
 * <p>Appending is optimistic: two commands decided on the same version collide on the unique
 * (stream, version), one wins, and {@link Commands} decides the other again.
 */
@ApplicationScoped
public class EventStore {

  private final Clock clock;
  private final EventLogConfig config;
  private final List<Follower> followers;
  private final Counter appended;

  EventStore(
      Clock clock, EventLogConfig config, Instance<Follower> followers, MeterRegistry meters) {
    this.clock = clock;
    this.config = config;
    this.followers = followers.stream().toList();
    this.appended =
        Counter.builder("qunfang.events.appended")
            .description("Events appended to streams")
            .register(meters);
  }

  /** An event of a stream and when it happened in the field. */
  public record Dated<E extends DomainEvent>(E event, Instant time) {}

  /**
   * What a command led to.
   *
   * @param version 0 when nothing has happened yet
   * @param happened what the command added, each when it happened
   */
  public record Outcome<S, E extends DomainEvent>(S state, long version, List<Dated<E>> happened) {

    /** What the command added. */
    public List<E> events() {
      return happened.stream().map(Dated::event).toList();
    }
  }

  /**
   * Loads, decides and appends in the caller's transaction.
   *
   * @throws CommandRejected through the Uni, when the decider refuses, or {@link
   *     TimeRejection#BEFORE_IT_BEGAN} when it would have happened on a day before what it follows
   */
  public <C, S, E extends DomainEvent> Uni<Outcome<S, E>> handle(
      Mutiny.Session session,
      Decider<C, S, E> decider,
      Class<E> events,
      String stream,
      C command,
      Told told) {
    return decide(session, decider, events, stream, command, told, true);
  }

  /**
   * The same for what a rule concludes. What it concludes from may come late, over another shard or
   * by a clock of its own, and nobody is there to be told no: it then takes effect together with
   * what it follows.
   *
   * @throws CommandRejected through the Uni, when the decider refuses
   */
  public <C, S, E extends DomainEvent> Uni<Outcome<S, E>> conclude(
      Mutiny.Session session,
      Decider<C, S, E> decider,
      Class<E> events,
      String stream,
      C command,
      Told told) {
    return decide(session, decider, events, stream, command, told, false);
  }

  private <C, S, E extends DomainEvent> Uni<Outcome<S, E>> decide(
      Mutiny.Session session,
      Decider<C, S, E> decider,
      Class<E> events,
      String stream,
      C command,
      Told told,
      boolean refuses) {
    var chronology = new Chronology<E>(decider, told, config.zone(), refuses);
    return past(session, events, stream)
        .chain(
            past -> {
              S before = decider.replay(past.stream().map(Dated::event).toList());
              return switch (decider.decide(command, before)) {
                case Decision.Rejected<E>(var reason) ->
                    Uni.createFrom().failure(new CommandRejected(reason));
                case Decision.Accepted<E>(var added) -> {
                  List<Dated<E>> happened = chronology.date(added, past);
                  yield write(session, rows(stream, past.size(), told, happened))
                      .replaceWith(
                          () ->
                              new Outcome<>(
                                  after(decider, before, added),
                                  past.size() + happened.size(),
                                  happened));
                }
              };
            });
  }

  private static <S, E extends DomainEvent> S after(
      Decider<?, S, E> decider, S before, List<E> events) {
    S state = before;
    for (E event : events) {
      state = decider.evolve(state, event);
    }
    return state;
  }

  private static <E extends DomainEvent> Uni<List<Dated<E>>> past(
      Mutiny.Session session, Class<E> events, String stream) {
    return session
        .createSelectionQuery(
            "from StoredEvent where stream = ?1 order by version", StoredEvent.class)
        .setParameter(1, stream)
        .setReadOnly(true)
        .getResultList()
        .map(
            rows ->
                rows.stream().map(row -> new Dated<>(events.cast(row.event()), row.time)).toList());
  }

  /** Appends events after the given version and flushes, so that a collision shows here. */
  public Uni<Void> append(
      Mutiny.Session session,
      String stream,
      long after,
      Told told,
      List<? extends DomainEvent> events) {
    return write(session, rows(stream, after, told, dated(told, events)));
  }

  private static final String BEGIN =
      """
      insert into event (id, stream, version, type, community, shard, time, recorded, actor, traceparent, data, epoch)
      select e.*, (select epoch_to_append_in())
        from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::smallint[],
                    $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::text[]) e
      """;

  /**
   * What a command begins that finds nothing there.
   *
   * @throws CommandRejected when the decider refuses
   */
  public <C, S, E extends DomainEvent> List<E> first(Decider<C, S, E> decider, C command) {
    return switch (decider.decide(command, decider.initial())) {
      case Decision.Rejected<E>(var reason) -> throw new CommandRejected(reason);
      case Decision.Accepted<E>(var events) -> events;
    };
  }

  /**
   * A stream that does not exist yet.
   *
   * @param stream its name
   * @param told who told its first events, of where and when
   * @param traceparent the trace that it was told in, see {@link Traces#current()}
   * @param events what happened first
   */
  public record Beginning(
      String stream, Told told, @Nullable String traceparent, List<? extends DomainEvent> events) {}

  /**
   * Begins several streams in one statement, all or none: a stream that exists already is a unique
   * violation. It is for what comes by the thousand, and no {@link Follower} hears of it.
   */
  public Uni<Void> begin(SqlConnection connection, List<Beginning> streams) {
    List<StoredEvent> rows = streams.stream().flatMap(each -> rows(each).stream()).toList();
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(BEGIN)
        .execute(StoredEvent.columns(rows))
        .invoke(() -> appended.increment(rows.size()))
        .replaceWithVoid();
  }

  /**
   * Begins several streams in the transaction of a session, all or none, and lets others follow.
   */
  public Uni<Void> begin(Mutiny.Session session, List<Beginning> streams) {
    return write(session, streams.stream().flatMap(each -> rows(each).stream()).toList());
  }

  private List<StoredEvent> rows(Beginning beginning) {
    List<StoredEvent> rows =
        rows(beginning.stream(), 0, beginning.told(), dated(beginning.told(), beginning.events()));
    rows.forEach(row -> row.traceparent = beginning.traceparent());
    return rows;
  }

  /**
   * What a command adds to a stream whose version is known from its row in a read model.
   *
   * @param after the version that was decided on
   */
  public record Addition(
      String stream, long after, Told told, List<? extends DomainEvent> events) {}

  /**
   * Adds to many streams by one command, without loading one of them: one write, all or none.
   * Whoever was faster at one of them is collided with, as ever.
   */
  public Uni<Void> append(Mutiny.Session session, List<Addition> additions) {
    return write(
        session,
        additions.stream()
            .flatMap(
                each ->
                    rows(
                        each.stream(), each.after(), each.told(), dated(each.told(), each.events()))
                        .stream())
            .toList());
  }

  private static List<Dated<DomainEvent>> dated(Told told, List<? extends DomainEvent> events) {
    return events.stream().map(event -> new Dated<DomainEvent>(event, told.time())).toList();
  }

  private List<StoredEvent> rows(
      String stream, long after, Told told, List<? extends Dated<?>> happened) {
    var recorded = clock.instant();
    List<StoredEvent> rows = new ArrayList<>(happened.size());
    for (Dated<?> each : happened) {
      rows.add(
          StoredEvent.of(
              stream, after + rows.size() + 1, told.at(each.time()), recorded, each.event()));
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
        .invoke(() -> appended.increment(rows.size()))
        .chain(() -> follow(session, rows));
  }

  private Uni<Void> follow(Mutiny.Session session, List<StoredEvent> rows) {
    Uni<Void> followed = Uni.createFrom().voidItem();
    if (followers.isEmpty()) {
      return followed;
    }
    List<Envelope> told = rows.stream().map(StoredEvent::envelope).toList();
    for (Follower follower : followers) {
      followed = followed.chain(() -> follower.follow(session, told));
    }
    return followed;
  }

  /** The stream of a thing: {@code case-<uuid>}. */
  public static String stream(String kind, UUID id) {
    return kind + "-" + id;
  }
}
