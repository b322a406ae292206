package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdRegistered;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;

/** Carries out what is asked of households, and keeps the register in step with their streams. */
@ApplicationScoped
class Households {

  private static final HouseholdDecider RULES = new HouseholdDecider();

  private final EventStore store;

  Households(EventStore store) {
    this.store = store;
  }

  Uni<RegisteredHousehold> register(Mutiny.Session session, RegisterHousehold command, Told told) {
    HouseholdRegistered registered =
        new HouseholdRegistered(
            command.id(), command.tenure(), command.compound(), command.building());
    RegisteredHousehold row = new RegisteredHousehold(registered, told);
    return handle(session, command.id(), command, told)
        .invoke(outcome -> row.version = outcome.version())
        .chain(() -> session.persist(row))
        .replaceWith(row);
  }

  /** On a household of the register. */
  Uni<RegisteredHousehold> handle(
      Mutiny.Session session, RegisteredHousehold row, HouseholdCommand command, Told told) {
    return handle(session, row.id, command, told).invoke(row::follow).replaceWith(row);
  }

  private Uni<EventStore.Outcome<Household, HouseholdEvent>> handle(
      Mutiny.Session session, UUID id, HouseholdCommand command, Told told) {
    return store.handle(
        session, RULES, HouseholdEvent.class, EventStore.stream("household", id), command, told);
  }
}
