package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdCommand.CheckRevisit;
import org.qunfang.resident.register.DueEntries;

/**
 * Finds households where nobody was home, six hours have gone, and nobody has been reached. Two
 * replicas may do it at once: the second finds it done.
 */
@ApplicationScoped
class RevisitsDue implements Sweep {

  /** Who tells that a revisit fell due. */
  static final String ACTOR = "/qunfang/resident/revisits-due";

  private static final DueEntries.Waiting<RegisteredHousehold> REVISITS =
      new DueEntries.Waiting<>(RegisteredHousehold.class, "revisitBy", "not e.revisitOverdue");

  private final DueEntries due;
  private final Households households;

  RevisitsDue(DueEntries due, Households households) {
    this.due = due;
    this.households = households;
  }

  @Override
  public String name() {
    return "revisits-due";
  }

  /** How many fell due, each at its own time. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return due.through(name(), REVISITS, asOf, (session, row) -> fallDue(session, row, asOf));
  }

  /** False when somebody was there meanwhile. */
  private Uni<Boolean> fallDue(Mutiny.Session session, RegisteredHousehold row, Instant asOf) {
    Instant time = row.revisitBy;
    if (time == null || row.revisitOverdue) {
      return Uni.createFrom().item(false);
    }
    return households
        .handle(session, row, new CheckRevisit(asOf), new Told(row.community(), time, ACTOR))
        .map(after -> after.revisitOverdue);
  }
}
