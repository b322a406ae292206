package org.qunfang.resident.returning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.Sweep;

/**
 * Finds returns whose origin turned out worse than was known, so that a person decides what
 * follows. What is found is written at each return when the list of risk areas changes.
 *
 * <p>A change is noted where it happens and weighed afterwards, by whoever comes first. Nothing is
 * missed: whoever registers a return holds the list until it is there, and whoever changes the list
 * waits for that; so a return either was registered on the changed list or is there when the change
 * is weighed.
 */
@ApplicationScoped
class AffectedReturns implements Sweep {

  private static final Logger LOG = Logger.getLogger(AffectedReturns.class);

  /** For so many days somebody may ask. */
  static final int DAYS = 60;

  private static final String HOLD = "select changes from risk_list for share";

  private static final String CHANGE = "update risk_list set changes = changes + 1";

  private static final String NOTE = "insert into risk_change (id, division) values (?1, ?2)";

  /** One weighs at a time, and sees what the one before wrote. */
  private static final String MY_TURN =
      "select pg_advisory_xact_lock(hashtext('affected returns'))";

  private static final String NEXT =
      """
      delete from risk_change
       where id = (select id from risk_change order by id limit 1)
      returning division
      """;

  /** A level that a person has decided about stays decided until it is another one. */
  private static final String WEIGH =
      """
      with weighed as (
        select r.id,
               case when array_position(array['LOW', 'MEDIUM', 'HIGH'], listed.level)
                         > array_position(array['LOW', 'MEDIUM', 'HIGH'], r.origin_risk)
                    then listed.level end as level
          from returnee r
          left join lateral (
                 select level from risk_period
                  where division in (r.origin, left(r.origin, 9) || '000', left(r.origin, 6) || '000000',
                                     left(r.origin, 4) || '00000000', left(r.origin, 2) || '0000000000', '000000000000')
                    and from_day <= coalesce(r.departed, r.arrived)
                    and (until_day is null or until_day >= coalesce(r.departed, r.arrived))
                  order by depth desc limit 1) listed on true
         where r.origin >= $1 and r.origin <= $2 and r.arrived >= current_date - $3::int)
      update returnee r
         set listed_now = w.level, reviewed = null, reviewed_by = null, version = r.version + 1
        from weighed w
       where w.id = r.id and r.listed_now is distinct from w.level
      """;

  private final Pool pool;

  AffectedReturns(Pool pool) {
    this.pool = pool;
  }

  /** The list stays as it is until this transaction is over. */
  static Uni<Void> hold(Mutiny.Session session) {
    return session.createNativeQuery(HOLD, Long.class).getSingleResult().replaceWithVoid();
  }

  /** The level of a division is another one on some days. */
  static Uni<Void> changed(Mutiny.Session session, Division division) {
    return session
        .createNativeQuery(CHANGE)
        .executeUpdate()
        .chain(
            () ->
                session
                    .createNativeQuery(NOTE)
                    .setParameter(1, EventIds.next())
                    .setParameter(2, division.code())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public String name() {
    return "returns-to-weigh";
  }

  /** Weighs what was changed and left; tells how many changes. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return weigh();
  }

  /** Weighs what was just changed; if that fails, the next look does. */
  Uni<Void> weighNow() {
    return weigh()
        .replaceWithVoid()
        .onFailure()
        .invoke(
            failure -> LOG.warn("returns wait for the next look: " + failure.getClass().getName()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Integer> weigh() {
    return Uni.createFrom()
        .deferred(() -> pool.withTransaction(AffectedReturns::next))
        .repeat()
        .whilst(weighed -> weighed)
        .collect()
        .with(Collectors.summingInt(weighed -> weighed ? 1 : 0));
  }

  /** False when there is nothing left to weigh. */
  private static Uni<Boolean> next(SqlConnection connection) {
    return connection
        .query(MY_TURN)
        .execute()
        .chain(() -> connection.query(NEXT).execute())
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().item(false)
                    : weigh(connection, new Division(rows.iterator().next().getString(0)))
                        .replaceWith(true));
  }

  private static Uni<Void> weigh(SqlConnection connection, Division division) {
    return connection
        .preparedQuery(WEIGH)
        .execute(Tuple.of(division.code(), division.last(), DAYS + 1))
        .replaceWithVoid();
  }
}
