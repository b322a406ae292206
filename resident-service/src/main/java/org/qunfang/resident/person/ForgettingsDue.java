package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.person.ResidentCommand.Forget;
import org.qunfang.resident.personal.DestroyedKeys;
import org.qunfang.resident.personal.PersonalKeys;
import org.qunfang.resident.register.DueEntries;

/**
 * Forgets those who left so long ago that nothing needs their names any more, and erases what is
 * left of the keys of all who were forgotten.
 */
@ApplicationScoped
class ForgettingsDue implements Sweep {

  /** Who tells that somebody was forgotten. */
  static final String ACTOR = "/qunfang/resident/forgettings-due";

  private static final DueEntries.Waiting<RegisteredResident> LEFT =
      new DueEntries.Waiting<>(RegisteredResident.class, "left", "e.gone and not e.forgotten");

  private final DueEntries due;
  private final Residents residents;
  private final DestroyedKeys destroyedKeys;
  private final PersonalKeys config;

  ForgettingsDue(
      DueEntries due, Residents residents, DestroyedKeys destroyedKeys, PersonalKeys config) {
    this.due = due;
    this.residents = residents;
    this.destroyedKeys = destroyedKeys;
    this.config = config;
  }

  @Override
  public String name() {
    return "forgettings-due";
  }

  /** How many were forgotten, each when their time was over. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return due.through(name(), LEFT, asOf.minus(config.keepAfterLeaving()), this::forget)
        .call(destroyedKeys::erase);
  }

  /** False when somebody asked for it meanwhile. */
  private Uni<Boolean> forget(Mutiny.Session session, RegisteredResident row) {
    if (row.forgotten) {
      return Uni.createFrom().item(false);
    }
    Instant time = row.left().plus(config.keepAfterLeaving());
    return residents
        .handle(session, row, new Forget(), new Told(row.community(), time, ACTOR))
        .replaceWith(true);
  }
}
