package org.qunfang.resident.household;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdCommand.CheckRevisit;

/**
 * Finds households where nobody was home, six hours have gone, and nobody has been reached. Two
 * replicas may do it at once: the second finds it done.
 */
@ApplicationScoped
class RevisitsDue {

  /** Who tells that a revisit fell due. */
  static final String ACTOR = "/qunfang/resident/revisits-due";

  private static final int AT_ONCE = 100;

  private final Mutiny.SessionFactory sessions;
  private final Commands commands;
  private final Households households;
  private final Clock clock;

  RevisitsDue(
      Mutiny.SessionFactory sessions, Commands commands, Households households, Clock clock) {
    this.sessions = sessions;
    this.commands = commands;
    this.households = households;
    this.clock = clock;
  }

  @Scheduled(
      every = "${qunfang.automation.every:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return asOf(clock.instant()).replaceWithVoid();
  }

  /** How many fell due, each at its own time. */
  Uni<Integer> asOf(Instant asOf) {
    return page(asOf)
        .chain(
            due ->
                Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUniAndConcatenate(id -> fallDue(id, asOf))
                    .collect()
                    .asList()
                    .chain(
                        done ->
                            due.size() < AT_ONCE
                                ? Uni.createFrom().item(done.size())
                                : asOf(asOf).map(more -> done.size() + more)));
  }

  private Uni<List<UUID>> page(Instant asOf) {
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery(
                    """
                    select id from RegisteredHousehold
                     where revisitBy <= ?1 and not revisitOverdue
                     order by revisitBy, id
                    """,
                    UUID.class)
                .setParameter(1, asOf)
                .setMaxResults(AT_ONCE)
                .getResultList());
  }

  private Uni<Void> fallDue(UUID id, Instant asOf) {
    return commands.transact(
        session ->
            session
                .find(RegisteredHousehold.class, id)
                .chain(row -> fallDue(session, row, asOf))
                .replaceWithVoid());
  }

  private Uni<RegisteredHousehold> fallDue(
      Mutiny.Session session, RegisteredHousehold row, Instant asOf) {
    @Nullable Instant due = row.revisitBy;
    return due == null
        ? Uni.createFrom().item(row)
        : households.handle(
            session, row, new CheckRevisit(asOf), new Told(row.community(), due, ACTOR));
  }
}
