package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.OwnJson;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.eventstore.Follower;

/**
 * Who lived with whom when: the register knows where somebody lives, and this where those lived who
 * have moved since.
 */
@ApplicationScoped
class Homes implements Follower {

  private static final String MOVE =
      """
      insert into former_home (resident, household, since, until)
      select cast(:resident as uuid), cast(:household as uuid),
             coalesce((select max(until) from former_home where resident = :resident), '-infinity'),
             cast(:until as timestamptz)
          on conflict do nothing
      """;

  private static final String HOUSEMATES =
      """
      with home as (
             select household, since, until
               from former_home
              where resident = :who
              union all
             select r.household,
                    coalesce((select max(until) from former_home where resident = r.id), '-infinity'),
                    coalesce(r.left_at, 'infinity')
               from resident r
              where r.id = :who),
           shared as (
             select household, greatest(since, cast(:from as timestamptz)) as since, least(until, cast(:to as timestamptz)) as until
               from home
              where since <= :to and until >= :from),
           mate as (
             select r.id as resident, s.until
               from shared s join resident r on r.household = s.household
              where not r.gone and r.id <> :who
                and coalesce((select max(until) from former_home where resident = r.id), '-infinity') <= s.until
              union all
             select r.id, least(s.until, f.until)
               from shared s
               join former_home f on f.household = s.household and f.since <= s.until and f.until >= s.since
               join resident r on r.id = f.resident
              where not r.gone and r.id <> :who)
      select cast(coalesce(json_agg(json_build_object('resident', resident, 'until', until) order by resident), '[]') as text)
        from (select resident, max(until) as until from mate group by resident order by resident limit :limit) m
      """;

  /**
   * Somebody of the same household.
   *
   * @param until when they last lived there together, within the time that was asked about
   */
  record Housemate(UUID resident, Instant until) {}

  /** Who lived in the same household at some time of a period, wherever they live now. */
  Uni<List<Housemate>> housemates(Mutiny.Session session, UUID who, Instant from, Instant to) {
    return session
        .createNativeQuery(HOUSEMATES, String.class)
        .setParameter("who", who)
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("limit", Contacts.MOST + 1)
        .getSingleResult()
        .map(found -> List.of(OwnJson.read(found, Housemate[].class)));
  }

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Envelope told : appended) {
      if (told.event() instanceof ResidentMoved moved) {
        done =
            done.chain(
                () ->
                    session
                        .createNativeQuery(MOVE)
                        .setParameter("resident", moved.resident())
                        .setParameter("household", moved.fromHousehold())
                        .setParameter("until", told.time())
                        .executeUpdate()
                        .replaceWithVoid());
      }
    }
    return done;
  }
}
