package org.qunfang.resident.register;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Sweeps;

/** Does by the clock what has fallen due of the entries of a register, the longest due first. */
@ApplicationScoped
public class DueEntries {

  private static final int AT_ONCE = 100;
  private static final Due FIRST = new Due(Instant.EPOCH, new UUID(0, 0));

  private final Mutiny.SessionFactory sessions;
  private final Commands commands;
  private final Sweeps sweeps;

  DueEntries(Mutiny.SessionFactory sessions, Commands commands, Sweeps sweeps) {
    this.sessions = sessions;
    this.commands = commands;
    this.sweeps = sweeps;
  }

  /**
   * What falls due, in the words of Hibernate.
   *
   * @param at the attribute that says when
   * @param where which entries {@code e} still wait for it
   */
  public record Waiting<T extends InCommunity>(Class<T> entries, String at, String where) {}

  private record Due(Instant at, UUID id) {}

  /**
   * Goes through all that is due by then; tells how much was done.
   *
   * @param name of what is done, for logs and metrics
   * @param work on one entry, in a transaction of its own; false when somebody did it meanwhile
   */
  public <T extends InCommunity> Uni<Integer> through(
      String name,
      Waiting<T> waiting,
      Instant by,
      BiFunction<Mutiny.Session, T, Uni<Boolean>> work) {
    return sweeps.through(
        name, FIRST, last -> page(waiting, last, by), due -> one(waiting, due, work));
  }

  private <T extends InCommunity> Uni<List<Due>> page(Waiting<T> waiting, Due last, Instant by) {
    String query =
        """
        select e.{at}, e.id from {entries} e
         where {where} and (e.{at}, e.id) > (?1, ?2) and e.{at} <= ?3
         order by e.{at}, e.id
        """
            .replace("{at}", waiting.at())
            .replace("{entries}", waiting.entries().getSimpleName())
            .replace("{where}", waiting.where());
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery(query, Object[].class)
                .setParameter(1, last.at())
                .setParameter(2, last.id())
                .setParameter(3, by)
                .setMaxResults(AT_ONCE)
                .getResultList()
                .map(
                    rows ->
                        rows.stream()
                            .map(row -> new Due((Instant) row[0], (UUID) row[1]))
                            .toList()));
  }

  private <T extends InCommunity> Uni<Boolean> one(
      Waiting<T> waiting, Due due, BiFunction<Mutiny.Session, T, Uni<Boolean>> work) {
    return commands.transact(
        session ->
            session.find(waiting.entries(), due.id()).chain(row -> work.apply(session, row)));
  }
}
