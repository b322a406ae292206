package org.qunfang.resident.screening;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Remainder;

/**
 * Counts in the figures of rounds who joined them while they were open. Whoever comes onto the
 * register only adds a row that says so: the figures follow within a moment, and before a round is
 * closed; whoever reads the coverage adds what is still to be counted. What is closed stays as it
 * was closed.
 */
@ApplicationScoped
class RoundGrowth implements Remainder {

  /** Rounds in order, as whoever else changes several of them. */
  private static final String COUNT =
      """
      with grown as (
        delete from screening_growth where %s
        returning round, households, people, people_unsettled, people_excused),
      sums as (
        select round, sum(households) households, sum(people) people, sum(people_unsettled) unsettled,
               sum(people_excused) excused
          from grown group by round),
      turns as (
        select r.id, sums.*
          from screening_round r join sums on sums.round = r.id
         where r.open
         order by r.id for no key update of r),
      counted as (
        update screening_round r
           set households = r.households + turns.households, people = r.people + turns.people,
               people_unsettled = r.people_unsettled + turns.unsettled,
               people_excused = r.people_excused + turns.excused
          from turns where r.id = turns.id)
      select count(*) from grown
      """;

  private static final String OF_ALL = COUNT.formatted("true");

  private static final String OF_ONE = COUNT.formatted("round = ?1");

  private final Pool pool;

  RoundGrowth(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "growth-of-rounds";
  }

  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return pool.preparedQuery(OF_ALL)
        .execute()
        .map(rows -> rows.iterator().next().getLong(0).intValue());
  }

  /** Counts in one round whoever joined it, in the transaction that is about to close it. */
  static Uni<Void> count(Mutiny.Session session, UUID round) {
    return session
        .createNativeQuery(OF_ONE, Long.class)
        .setParameter(1, round)
        .getSingleResult()
        .replaceWithVoid();
  }
}
