package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Sweeps;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdCommand.CheckRevisit;

/**
 * Finds households where nobody was home, six hours have gone, and nobody has been reached. Two
 * replicas may do it at once: the second finds it done.
 */
@ApplicationScoped
class RevisitsDue implements Sweep {

  /** Who tells that a revisit fell due. */
  static final String ACTOR = "/qunfang/resident/revisits-due";

  private static final int AT_ONCE = 100;
  private static final UUID FIRST = new UUID(0, 0);

  private final Mutiny.SessionFactory sessions;
  private final Commands commands;
  private final Sweeps sweeps;
  private final Households households;

  RevisitsDue(
      Mutiny.SessionFactory sessions, Commands commands, Sweeps sweeps, Households households) {
    this.sessions = sessions;
    this.commands = commands;
    this.sweeps = sweeps;
    this.households = households;
  }

  @Override
  public String name() {
    return "revisits-due";
  }

  /** How many fell due, each at its own time. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return sweeps.through(
        name(),
        new Due(Instant.EPOCH, FIRST),
        last -> page(last, asOf),
        each -> fallDue(each.household(), asOf));
  }

  /** A household and when it is due. */
  private record Due(Instant due, UUID household) {}

  private Uni<List<Due>> page(Due last, Instant asOf) {
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery(
                    """
                    from RegisteredHousehold
                     where (revisitBy, id) > (?1, ?2) and revisitBy <= ?3 and not revisitOverdue
                     order by revisitBy, id
                    """,
                    RegisteredHousehold.class)
                .setParameter(1, last.due())
                .setParameter(2, last.household())
                .setParameter(3, asOf)
                .setMaxResults(AT_ONCE)
                .setReadOnly(true)
                .getResultList()
                .map(
                    rows ->
                        rows.stream()
                            .filter(row -> row.revisitBy != null)
                            .map(row -> new Due(row.revisitBy, row.id))
                            .toList()));
  }

  /** False when somebody was there meanwhile. */
  private Uni<Boolean> fallDue(UUID household, Instant asOf) {
    return commands.transact(
        session ->
            session
                .find(RegisteredHousehold.class, household)
                .chain(row -> fallDue(session, row, asOf)));
  }

  private Uni<Boolean> fallDue(Mutiny.Session session, RegisteredHousehold row, Instant asOf) {
    Instant due = row.revisitBy;
    if (due == null || row.revisitOverdue) {
      return Uni.createFrom().item(false);
    }
    return households
        .handle(session, row, new CheckRevisit(asOf), new Told(row.community(), due, ACTOR))
        .map(after -> after.revisitOverdue);
  }
}
