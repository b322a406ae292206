package org.qunfang.resident.notice;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Sweeps;
import org.qunfang.intake.OfficialDivisions;
import org.qunfang.resident.register.Report;

/**
 * Brings notices into the communities that they are for, one transaction each, and once more some
 * minutes later: a household that was registered in the very moment would be on nobody's list.
 */
@ApplicationScoped
class LayingOut implements Sweep {

  /** Who tells that a notice was withdrawn where it was published in that very moment. */
  static final String ACTOR = "/qunfang/resident/notices-due";

  private static final Duration ONCE_MORE = Duration.ofMinutes(5);
  private static final int ROUNDS = 2;
  private static final int AT_ONCE = 20;
  private static final UUID FIRST = new UUID(0, 0);

  private final Mutiny.SessionFactory sessions;
  private final Commands commands;
  private final Sweeps sweeps;
  private final Notices notices;
  private final OfficialDivisions divisions;

  LayingOut(
      Mutiny.SessionFactory sessions,
      Commands commands,
      Sweeps sweeps,
      Notices notices,
      OfficialDivisions divisions) {
    this.sessions = sessions;
    this.commands = commands;
    this.sweeps = sweeps;
    this.notices = notices;
    this.divisions = divisions;
  }

  @Override
  public String name() {
    return "notices-due";
  }

  /** How many notices were laid out that were due by then. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return sweeps.through(
        name(), FIRST, last -> due(last, asOf), id -> layOut(id).replaceWith(true));
  }

  private Uni<List<UUID>> due(UUID last, Instant asOf) {
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery(
                    "select id from Notice where layOutAt <= ?1 and id > ?2 order by id",
                    UUID.class)
                .setParameter(1, asOf)
                .setParameter(2, last)
                .setMaxResults(AT_ONCE)
                .getResultList());
  }

  /** Goes through all communities of the notice. */
  Uni<Void> layOut(UUID id) {
    return sessions
        .withSession(session -> session.find(Notice.class, id))
        .chain(notice -> notice.withdrawn ? Uni.createFrom().voidItem() : everywhere(id, notice))
        .chain(() -> commands.transact(session -> done(session, id)));
  }

  private Uni<Void> everywhere(UUID id, Notice notice) {
    return Multi.createFrom()
        .items(divisions.communities(notice.division()))
        .onItem()
        .transformToUniAndConcatenate(
            community -> commands.transact(session -> notices.layOut(session, id, community)))
        .collect()
        .last();
  }

  private Uni<Void> done(Mutiny.Session session, UUID id) {
    return session
        .find(Notice.class, id)
        .chain(
            notice -> {
              Instant due = notice.layOutAt;
              notice.rounds++;
              notice.layOutAt =
                  notice.rounds < ROUNDS && !notice.withdrawn
                      ? notice.published.plus(ONCE_MORE)
                      : null;
              return notice.withdrawn && due != null
                  ? notices.end(session, notice, new Report(due, ACTOR, null))
                  : Uni.createFrom().voidItem();
            });
  }
}
