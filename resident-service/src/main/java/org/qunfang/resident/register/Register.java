package org.qunfang.resident.register;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Rejection;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.OwnDivision;
import org.qunfang.security.Actor;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;

/** Reads registers within the caller's own division, and nothing beyond it. */
@ApplicationScoped
public class Register {

  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final int CODE_LENGTH = 12;

  private final Mutiny.SessionFactory sessions;
  private final DivisionScope scope;
  private final OwnDivision own;
  private final FieldReport field;
  private final Actor actor;

  Register(
      Mutiny.SessionFactory sessions,
      DivisionScope scope,
      OwnDivision own,
      FieldReport field,
      Actor actor) {
    this.sessions = sessions;
    this.scope = scope;
    this.own = own;
    this.field = field;
    this.actor = actor;
  }

  /** What this caller tells, now if nobody said when. */
  public Report report(@Nullable Instant time) {
    return new Report(field.time(time), actor.id());
  }

  /**
   * The entry of that id.
   *
   * @param absent the refusal when there is none
   * @throws CommandRejected through the Uni, when there is none in the caller's own division
   */
  public <T extends InCommunity> Uni<T> own(
      Mutiny.Session session, Class<T> entries, UUID id, Rejection absent) {
    return own.find(session, entries, id, absent);
  }

  /** The same, to look at. */
  public <T extends InCommunity, V> Uni<V> read(
      Class<T> entries, UUID id, Rejection absent, Function<T, V> view) {
    return sessions.withSession(session -> own(session, entries, id, absent).map(view));
  }

  /**
   * A page of the entries of a division, in order of community and id.
   *
   * @param division the caller's own when null
   * @param after the last id of the page before
   */
  public <T extends InCommunity, V> Uni<List<V>> list(
      Class<T> entries,
      @Nullable Division division,
      @Nullable UUID after,
      int limit,
      Function<T, V> view) {
    Division of = division == null ? scope.division() : division;
    scope.require(of);
    return sessions.withSession(
        session ->
            start(session, entries, of, after)
                .chain(start -> page(session, entries, of, start, limit))
                .map(page -> page.stream().map(view).toList()));
  }

  private record Start(String community, UUID id) {}

  private static <T extends InCommunity> Uni<Start> start(
      Mutiny.Session session, Class<T> entries, Division of, @Nullable UUID after) {
    if (after == null) {
      return Uni.createFrom().item(new Start(bound(of, '0'), BEFORE_ALL));
    }
    return session
        .find(entries, after)
        .map(
            entry -> {
              if (entry == null || !of.contains(entry.community())) {
                throw Problem.unprocessable(
                    "UNKNOWN_CURSOR", "'after' is the id of the last entry of the page before.");
              }
              return new Start(entry.community().code(), after);
            });
  }

  private static <T extends InCommunity> Uni<List<T>> page(
      Mutiny.Session session, Class<T> entries, Division of, Start start, int limit) {
    return session
        .createSelectionQuery(
            "from "
                + entries.getSimpleName()
                + " where (community, id) > (?1, ?2) and community <= ?3 order by community, id",
            entries)
        .setParameter(1, start.community())
        .setParameter(2, start.id())
        .setParameter(3, bound(of, '9'))
        .setMaxResults(limit)
        .setReadOnly(true)
        .getResultList();
  }

  private static String bound(Division division, char padding) {
    String prefix = division.prefix();
    return prefix + String.valueOf(padding).repeat(CODE_LENGTH - prefix.length());
  }
}
