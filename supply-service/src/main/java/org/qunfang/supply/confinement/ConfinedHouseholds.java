package org.qunfang.supply.confinement;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.OwnJson;

/**
 * Households that cannot send anybody out, because one of them is isolated at home: known before
 * they call, because everything must be brought to them.
 *
 * <p>A copy of what two other services told. Each telling carries its version, and an older one
 * changes nothing: people move, and then what is told of them comes over two shards.
 */
@ApplicationScoped
public class ConfinedHouseholds {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** Of somebody who is told of twice, the last word. */
  private static final String LIVE =
      """
      insert into resident_home as known (resident, household, version)
      select distinct on (resident) resident, household, version
        from json_to_recordset(cast(cast(:homes as text) as json))
          as told (resident uuid, household uuid, version bigint)
       order by resident, version desc
          on conflict (resident) do update
         set household = excluded.household, version = excluded.version
       where known.version < excluded.version
      """;

  /** True for a household with somebody isolated at home. */
  public Uni<Boolean> contain(Mutiny.Session session, UUID household) {
    return session
        .createNativeQuery(
            """
            select exists (
              select from resident_home home join home_isolation isolation
                on isolation.person = home.resident
               where home.household = :household and isolation.at_home)
            """,
            Boolean.class)
        .setParameter("household", household)
        .getSingleResult();
  }

  /** Those of a division, by id. */
  Uni<List<UUID>> list(Mutiny.Session session, Division division, @Nullable UUID after, int limit) {
    return session
        .createNativeQuery(
            """
            select distinct home.household
              from home_isolation isolation join resident_home home
                on home.resident = isolation.person
             where isolation.at_home and isolation.community like :division
               and home.household > :after
             order by home.household
            """,
            UUID.class)
        .setParameter("division", division.prefix() + "%")
        .setParameter("after", after == null ? BEFORE_ALL : after)
        .setMaxResults(limit)
        .getResultList();
  }

  /** A resident belongs to this household since that version of theirs; to none for null. */
  public record Home(UUID resident, @Nullable UUID household, long version) {}

  /** That is where they live. A morning's import tells of thousands, so all take one statement. */
  public Uni<Void> live(Mutiny.Session session, List<Home> homes) {
    return session
        .createNativeQuery(LIVE)
        .setParameter("homes", OwnJson.write(homes))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** An isolation order keeps this person at home, or does so no longer. */
  public Uni<Void> isolated(
      Mutiny.Session session,
      UUID isolation,
      UUID person,
      Division community,
      boolean atHome,
      long version) {
    return session
        .createNativeQuery(
            """
            insert into home_isolation as known (isolation, person, community, at_home, version)
            values (:isolation, :person, :community, :atHome, :version)
            on conflict (isolation) do update
              set community = excluded.community, at_home = excluded.at_home,
                  version = excluded.version
              where known.version < excluded.version
            """)
        .setParameter("isolation", isolation)
        .setParameter("person", person)
        .setParameter("community", community.code())
        .setParameter("atHome", atHome)
        .setParameter("version", version)
        .executeUpdate()
        .replaceWithVoid();
  }
}
