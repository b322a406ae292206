package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdKeeper;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.register.Report;

/** Where nobody lives, nobody has to answer or to ask; whoever did has one household less. */
@ApplicationScoped
@Priority(1)
class WhenHouseholdClosedThenNobodyAnswersForIt implements HouseholdKeeper {

  private final Duties duties;

  WhenHouseholdClosedThenNobodyAnswersForIt(Duties duties) {
    this.duties = duties;
  }

  @Override
  public Uni<Void> closed(Mutiny.Session session, RegisteredHousehold household, Told told) {
    return session
        .find(AssignedHousehold.class, household.id())
        .chain(
            row ->
                duties
                    .release(session, List.of(row), Report.of(told))
                    .invoke(() -> row.closed = true))
        .replaceWithVoid();
  }
}
