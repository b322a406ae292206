package org.qunfang.resident.person;

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
import org.qunfang.resident.person.ResidentCommand.Forget;
import org.qunfang.resident.personal.DestroyedKeys;
import org.qunfang.resident.personal.PersonalKeys;

/**
 * Forgets those who left so long ago that nothing needs their names any more, and erases what is
 * left of the keys of all who were forgotten.
 */
@ApplicationScoped
class ForgettingsDue implements Sweep {

  /** Who tells that somebody was forgotten. */
  static final String ACTOR = "/qunfang/resident/forgettings-due";

  private static final int AT_ONCE = 100;
  private static final UUID FIRST = new UUID(0, 0);

  private final Mutiny.SessionFactory sessions;
  private final Commands commands;
  private final Sweeps sweeps;
  private final Residents residents;
  private final DestroyedKeys destroyedKeys;
  private final PersonalKeys config;

  ForgettingsDue(
      Mutiny.SessionFactory sessions,
      Commands commands,
      Sweeps sweeps,
      Residents residents,
      DestroyedKeys destroyedKeys,
      PersonalKeys config) {
    this.sessions = sessions;
    this.commands = commands;
    this.sweeps = sweeps;
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
    Instant leftBy = asOf.minus(config.keepAfterLeaving());
    return sweeps
        .through(
            name(),
            new Left(Instant.EPOCH, FIRST),
            last -> page(last, leftBy),
            each -> forget(each.resident()))
        .call(destroyedKeys::erase);
  }

  /** A resident and when they left. */
  private record Left(Instant left, UUID resident) {}

  private Uni<List<Left>> page(Left last, Instant leftBy) {
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery(
                    """
                    from RegisteredResident
                     where gone and not forgotten and (left, id) > (?1, ?2) and left <= ?3
                     order by left, id
                    """,
                    RegisteredResident.class)
                .setParameter(1, last.left())
                .setParameter(2, last.resident())
                .setParameter(3, leftBy)
                .setMaxResults(AT_ONCE)
                .setReadOnly(true)
                .getResultList()
                .map(rows -> rows.stream().map(row -> new Left(row.left(), row.id)).toList()));
  }

  /** False when somebody asked for it meanwhile. */
  private Uni<Boolean> forget(UUID resident) {
    return commands.transact(
        session ->
            session
                .find(RegisteredResident.class, resident)
                .chain(
                    row -> {
                      if (row.forgotten) {
                        return Uni.createFrom().item(false);
                      }
                      Instant due = row.left().plus(config.keepAfterLeaving());
                      return residents
                          .handle(session, row, new Forget(), new Told(row.community(), due, ACTOR))
                          .replaceWith(true);
                    }));
  }
}
