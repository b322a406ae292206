package org.qunfang.resident.screening;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.eventstore.Columns;
import org.qunfang.resident.household.OccupantFollower;

/**
 * Counts whoever comes to live in a household in the open round of the community, and whoever
 * leaves it no longer: the people of an open round are those who live in its households. Behind a
 * door that is settled they are accounted for, behind any other they are missing with the rest.
 */
@ApplicationScoped
class RoundOccupants implements OccupantFollower {

  private static final String SOME = "unnest($1::uuid[], $2::text[], $3::int[])";
  private static final String ONE = "(values (cast(?1 as uuid), cast(?2 as text), 1))";

  /**
   * Locks in order of the rows, or two groups of registrations would wait for each other; and never
   * a round, see {@link RoundGrowth}.
   */
  private static final String IN =
      """
      with more as (
        select s.round, s.household, s.standing, m.people
          from {people} m (household, community, people)
          join screening_round r on r.community = m.community and r.open
          join screening_household s on s.round = r.id and s.household = m.household
         order by s.round, s.household for no key update of s),
      counted as (
        update screening_household s set people = s.people + more.people
          from more where s.round = more.round and s.household = more.household)
      insert into screening_growth (round, people, people_unsettled, people_excused)
      select round, sum(people),
             coalesce(sum(people) filter (where standing in ('TO_VISIT', 'NOBODY_HOME', 'REFUSED')), 0),
             coalesce(sum(people) filter (where standing = 'EXCUSED'), 0)
        from more group by round
      """;

  /** Whoever was named as not met is looked for no longer. */
  private static final String OUT =
      """
      with home as (
        select s.round, s.standing
          from household h
          join screening_round r on r.community = h.community and r.open
          join screening_household s on s.round = r.id and s.household = h.id
         where h.id = ?1 for no key update of s),
      absent as (
        delete from screening_missing m using home
         where m.round = home.round and m.household = ?1 and m.resident = ?2
        returning m.missing, not m.missing and m.reason is not null as excused),
      fewer as (
        select home.round, home.standing,
               case when absent.missing then 1 else 0 end missing,
               case when absent.excused then 1 else 0 end excused
          from home left join absent on true),
      counted as (
        update screening_household s
           set people = s.people - 1, missing = s.missing - fewer.missing, excused = s.excused - fewer.excused
          from fewer where s.round = fewer.round and s.household = ?1)
      update screening_round r
         set people = r.people - 1, people_missing = r.people_missing - fewer.missing,
             people_unsettled = r.people_unsettled
               - case when fewer.standing in ('TO_VISIT', 'NOBODY_HOME', 'REFUSED') then 1 else 0 end,
             people_excused = r.people_excused - fewer.excused
               - case when fewer.standing = 'EXCUSED' then 1 else 0 end
        from fewer where r.id = fewer.round
      """;

  @Override
  public Uni<Void> movedIn(SqlConnection connection, List<MovedIn> homes) {
    return connection
        .preparedQuery(IN.replace("{people}", SOME))
        .execute(
            Tuple.of(
                Columns.of(homes, UUID[]::new, MovedIn::household),
                Columns.of(homes, String[]::new, each -> each.community().code()),
                Columns.of(homes, Integer[]::new, MovedIn::people)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> movedIn(Mutiny.Session session, UUID household, Division community) {
    return session
        .createNativeQuery(IN.replace("{people}", ONE))
        .setParameter(1, household)
        .setParameter(2, community.code())
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> movedOut(Mutiny.Session session, UUID household, UUID resident) {
    return session
        .createNativeQuery(OUT)
        .setParameter(1, household)
        .setParameter(2, resident)
        .executeUpdate()
        .replaceWithVoid();
  }
}
