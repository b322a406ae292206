package org.qunfang.resident.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.qunfang.resident.household.HouseholdFollower;
import org.qunfang.resident.household.RegisteredHousehold;

/** Whoever comes onto the register is to have the notices of the community too. */
@ApplicationScoped
class NewHouseholds implements HouseholdFollower {

  private static final String LIST =
      """
      with listed as (
        insert into notice_receipt (id, community, version, notice, household, listed)
        select id_in_order_of_time(), h.community, 0, c.notice, h.id, greatest(c.published, h.registered)
          from unnest($1::uuid[], $2::text[], $3::timestamptz[]) h (id, community, registered)
          join notice_coverage c on c.community = h.community and not c.withdrawn
            on conflict (notice, household) do nothing
        returning community, notice),
      more as (
        select c.id, l.households
          from notice_coverage c
          join (select community, notice, count(*) as households from listed group by community, notice) l
            on c.community = l.community and c.notice = l.notice
         order by c.id for no key update of c)
      update notice_coverage c set households = c.households + more.households
        from more where c.id = more.id
      """;

  @Override
  public Uni<Void> registered(SqlConnection connection, List<RegisteredHousehold> households) {
    return connection
        .preparedQuery(LIST)
        .execute(
            Tuple.of(
                households.stream().map(RegisteredHousehold::id).toArray(UUID[]::new),
                households.stream().map(row -> row.community().code()).toArray(String[]::new),
                households.stream()
                    .map(row -> row.since().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)))
        .replaceWithVoid();
  }
}
