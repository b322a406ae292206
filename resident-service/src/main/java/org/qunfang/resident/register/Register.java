package org.qunfang.resident.register;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Rejection;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.OwnDivision;
import org.qunfang.security.Actor;
import org.qunfang.security.Problem;

/** Reads registers within the caller's own division, and nothing beyond it. */
@ApplicationScoped
public class Register {

  private final Mutiny.SessionFactory sessions;
  private final OwnDivision own;
  private final FieldReport field;
  private final Actor actor;
  private final HttpHeaders headers;

  Register(
      Mutiny.SessionFactory sessions,
      OwnDivision own,
      FieldReport field,
      Actor actor,
      @Context HttpHeaders headers) {
    this.sessions = sessions;
    this.own = own;
    this.field = field;
    this.actor = actor;
    this.headers = headers;
  }

  /**
   * What this caller tells, now if nobody said when; of the version in {@code If-Match}, if there
   * is one.
   */
  public Report report(@Nullable Instant time) {
    return new Report(
        field.time(time),
        actor.id(),
        Versions.asked(headers.getHeaderString(HttpHeaders.IF_MATCH)));
  }

  /**
   * What this caller corrects: whoever replaces what others wrote says which version was looked at.
   *
   * @throws Problem 428 {@code VERSION_REQUIRED} without {@code If-Match}
   */
  public Report edit(@Nullable Instant time) {
    Report report = report(time);
    if (report.expected() == null) {
      throw Versions.required();
    }
    return report;
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
   * The division of which somebody asks; their own if they named none.
   *
   * @throws Problem 403 for another one, 422 {@code UNKNOWN_DIVISION}
   */
  public Division asked(@Nullable Division named) {
    return own.asked(named);
  }

  /**
   * A page of a register, in the order that was asked for.
   *
   * @throws Problem 403 for another division, 422 {@code UNKNOWN_DIVISION} or {@code
   *     UNKNOWN_CURSOR}
   */
  public <T extends Listed, V> Uni<List<V>> list(
      Class<T> entries, Page page, Where where, Function<T, V> view) {
    return list(entries, asked(page.division()), page, where, view);
  }

  /**
   * The same of what concerns a division: it is of that one, of a part of it, or of more than it.
   */
  public <T extends Listed, V> Uni<List<V>> concerning(
      Class<T> entries, Page page, Where where, Function<T, V> view) {
    Division of = asked(page.division());
    Where concerning = where.concerning(Reading.listed(entries).place(), of);
    return list(
        entries,
        Division.COUNTRY,
        each -> of.contains(each) || each.contains(of),
        page,
        concerning,
        view);
  }

  /**
   * The same of a division that has been decided about: of what is for more than the caller's own.
   */
  public <T extends Listed, V> Uni<List<V>> list(
      Class<T> entries, Division of, Page page, Where where, Function<T, V> view) {
    return list(entries, of, of::contains, page, where, view);
  }

  private <T extends Listed, V> Uni<List<V>> list(
      Class<T> entries,
      Division of,
      Predicate<Division> shown,
      Page page,
      Where where,
      Function<T, V> view) {
    return sessions.withSession(
        session ->
            last(session, entries, shown, page.after())
                .chain(
                    last ->
                        new Reading<>(session, entries, of, page, where).after(last.orElse(null)))
                .map(rows -> rows.stream().map(view).toList()));
  }

  /**
   * The last entry of the page before.
   *
   * @throws Problem 422 {@code UNKNOWN_CURSOR}
   */
  public static <T extends Listed> Uni<Optional<T>> last(
      Mutiny.Session session, Class<T> entries, Division of, @Nullable UUID after) {
    return last(session, entries, of::contains, after);
  }

  private static <T extends Listed> Uni<Optional<T>> last(
      Mutiny.Session session, Class<T> entries, Predicate<Division> shown, @Nullable UUID after) {
    if (after == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return session
        .find(entries, after)
        .map(
            entry -> {
              if (entry == null || !shown.test(entry.community())) {
                throw Problem.unprocessable(
                    "UNKNOWN_CURSOR", "'after' is the id of the last entry of the page before.");
              }
              return Optional.of(entry);
            });
  }
}
