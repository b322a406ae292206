package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Remainder;

/**
 * Offers for merging whoever has the name and date of birth of somebody else who is here. Whoever
 * comes onto the register, or is corrected, is noted in that transaction and compared in a later
 * one: of two who came in the same moment the one who is compared last sees the other.
 *
 * <p>Where a date of birth is made up and the name a common one, everybody would be paired with
 * everybody: nobody is offered with more than a few when they come. Who left is on the register no
 * longer, and to merge them would change nothing of it.
 *
 * <p>Who has an ID number has no other one: two different ones are two persons, and nobody asks.
 * Two passports, or a passport and an ID number, may be one person's. A pair that does not fit any
 * longer once one of the two is corrected is not offered any longer either.
 */
@ApplicationScoped
class Namesakes implements Remainder {

  private static final int AT_ONCE = 500;

  /** Those of the own community first, then those who came last. */
  private static final int MOST = 5;

  private static final String TO_COMPARE =
      "insert into to_compare (resident) select unnest($1::uuid[]) on conflict do nothing";

  /**
   * The entry that came later is offered as another one of the earlier one. Both are taken as they
   * have become by now, and written as they are: whoever leaves in the same moment is not offered,
   * or looks again and finds the pair. Those of a pair that is known already are left alone.
   *
   * <p>Who is next is taken by where the row lies, so that the planner expects a few: after an
   * import it remembers this table as it was when it was full, and would read the whole register
   * for some.
   *
   * <p>Pairs are taken after residents, as whoever leaves takes them: that is why what is taken
   * apart looks at who is held.
   */
  private static final String COMPARE =
      """
      with next as (
        delete from to_compare
         where ctid = any(array(select ctid from to_compare limit $1 for update skip locked))
        returning resident),
      found as (
        select r.id, r.registered, o.id other, o.registered other_registered
          from next
          join personal_file f using (resident)
          join resident r on r.id = f.resident and not r.gone
         cross join lateral (
                 select o.id, o.registered
                   from personal_file n
                   join resident o on o.id = n.resident and not o.gone
                  where n.name_key = f.name_key and n.birth_key = f.birth_key and n.resident <> f.resident
                    and (n.by_id_number and f.by_id_number and n.document <> f.document) is not true
                  order by n.community <> f.community, n.resident desc
                  limit $2) o),
      ordered as (
        select id, other from found where (registered, id) > (other_registered, other)
         union
        select other, id from found where (registered, id) < (other_registered, other)),
      pairs as (
        select id, other from ordered
         where not exists (select from possible_duplicate d where d.resident = ordered.id and d.other = ordered.other)
           and not exists (select from possible_duplicate d where d.resident = ordered.other and d.other = ordered.id)),
      held as (
        select id, community from resident
         where id in (select id from pairs union select other from pairs) and not gone and not forgotten
         order by id for no key update),
      written as (
        update resident r set version = r.version from held where r.id = held.id),
      offered as (
        insert into possible_duplicate (id, community, resident, other, other_community, found)
        select gen_random_uuid(), r.community, r.id, o.id, o.community, now()
          from pairs p
          join held r on r.id = p.id
          join held o on o.id = p.other
            on conflict do nothing),
      asked as (
        select d.id, d.resident, d.other
          from next join possible_duplicate d on d.resident = next.resident and d.settled is null
         union
        select d.id, d.resident, d.other
          from next join possible_duplicate d on d.other = next.resident and d.settled is null),
      apart as (
        delete from possible_duplicate d
         using asked
          join personal_file f on f.resident = asked.resident
          join personal_file n on n.resident = asked.other
         where d.id = asked.id and d.settled is null
           and (n.name_key is distinct from f.name_key or n.birth_key is distinct from f.birth_key
             or n.by_id_number and f.by_id_number and n.document <> f.document)
           and (select count(*) from held) >= 0)
      select count(*) from next
      """;

  private final Pool pool;

  Namesakes(Pool pool) {
    this.pool = pool;
  }

  /** These are to be compared once the transaction is over. */
  static Uni<Void> note(SqlConnection connection, List<UUID> residents) {
    return residents.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(TO_COMPARE)
            .execute(Tuple.of(residents.toArray(UUID[]::new)))
            .replaceWithVoid();
  }

  /** The same for one, who may be noted already: whoever compares waits, or is waited for. */
  static Uni<Void> note(Mutiny.Session session, UUID resident) {
    return session
        .createNativeQuery(
            """
            insert into to_compare as t (resident) values (?1)
                on conflict (resident) do update set resident = t.resident
            """)
        .setParameter(1, resident)
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public String name() {
    return "namesakes-to-compare";
  }

  /** Compares all who were noted; tells how many. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return Uni.createFrom()
        .deferred(() -> pool.preparedQuery(COMPARE).execute(Tuple.of(AT_ONCE, MOST)))
        .map(rows -> rows.iterator().next().getLong(0).intValue())
        .repeat()
        .whilst(compared -> compared == AT_ONCE)
        .collect()
        .with(Collectors.summingInt(compared -> compared));
  }
}
