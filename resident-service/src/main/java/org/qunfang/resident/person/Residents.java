package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Carries out what is asked of residents, and keeps register and personal files in step. */
@ApplicationScoped
public class Residents {

  static final ResidentDecider RULES = new ResidentDecider();

  private final Register register;
  private final EventStore store;
  private final PersonalFiles files;
  private final Households households;

  Residents(Register register, EventStore store, PersonalFiles files, Households households) {
    this.register = register;
    this.store = store;
    this.files = files;
    this.households = households;
  }

  /** A resident of the caller's own division, present or gone. */
  public Uni<RegisteredResident> own(Mutiny.Session session, UUID id) {
    return register.own(session, RegisteredResident.class, id, ResidentRejection.NO_SUCH_RESIDENT);
  }

  /** A resident of the caller's own division who has not left. */
  public Uni<RegisteredResident> present(Mutiny.Session session, UUID id) {
    return own(session, id)
        .invoke(
            row -> {
              if (row.gone) {
                throw new CommandRejected(ResidentRejection.RESIDENT_LEFT);
              }
            });
  }

  /** Carries out a command on a resident of the caller's own division. */
  public Uni<RegisteredResident> handle(
      Mutiny.Session session, UUID id, ResidentCommand command, Report report) {
    return own(session, id)
        .call(
            row ->
                store
                    .handle(
                        session,
                        RULES,
                        PersonEvent.class,
                        EventStore.stream("resident", id),
                        command,
                        report.of(row))
                    .invoke(outcome -> row.version = outcome.version())
                    .chain(outcome -> follow(session, row, outcome.state())));
  }

  private Uni<Void> follow(Mutiny.Session session, RegisteredResident row, Resident state) {
    return switch (state) {
      case Resident.Unknown() ->
          throw new IllegalStateException("on the register, and without a stream");
      case Resident.Present present -> forget(session, row, present.forgotten());
      case Resident.Gone gone -> {
        boolean leaves = !row.gone;
        row.gone = true;
        yield forget(session, row, gone.forgotten())
            .chain(() -> leaves ? leave(session, row) : Uni.createFrom().voidItem());
      }
    };
  }

  private Uni<Void> leave(Mutiny.Session session, RegisteredResident row) {
    return files
        .release(session, row.id)
        .chain(() -> households.occupy(session, row.household, -1));
  }

  private Uni<Void> forget(Mutiny.Session session, RegisteredResident row, boolean forgotten) {
    if (!forgotten || row.forgotten) {
      return Uni.createFrom().voidItem();
    }
    row.forgotten = true;
    return files.destroy(session, row.id);
  }
}
