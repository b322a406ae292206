package org.qunfang.resident.returning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.security.DivisionScope;

/**
 * Returns whose origin turned out worse than was known, so that a person decides what follows.
 *
 * <p>Asked of the list as it stands, for the few who came in the last days, and kept nowhere: a
 * flag on each return would be wrong whenever a level is declared while a return is being
 * registered.
 */
@ApplicationScoped
class AffectedReturns {

  private static final UUID FIRST = new UUID(0, 0);

  private static final String FIND =
      """
      select r.id, r.community, r.resident, r.origin, r.origin_risk, r.departed, r.arrived, listed.level
        from returnee r
       cross join lateral (
               select level from risk_period
                where division in (r.origin, left(r.origin, 9) || '000', left(r.origin, 6) || '000000',
                                   left(r.origin, 4) || '00000000', left(r.origin, 2) || '0000000000', '000000000000')
                  and from_day <= coalesce(r.departed, r.arrived)
                  and (until_day is null or until_day >= coalesce(r.departed, r.arrived))
                order by depth desc limit 1) listed
       where r.arrived >= $1 and r.community like $2 and r.id > $3
         and array_position(array['LOW', 'MEDIUM', 'HIGH'], listed.level)
             > array_position(array['LOW', 'MEDIUM', 'HIGH'], r.origin_risk)
       order by r.id limit $4
      """;

  private final Pool pool;
  private final DivisionScope scope;

  AffectedReturns(Pool pool, DivisionScope scope) {
    this.pool = pool;
    this.scope = scope;
  }

  /** A return with the level that it was registered with, and the one that the list has now. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Affected(
      UUID id,
      String community,
      UUID resident,
      String origin,
      RiskLevel originRisk,
      RiskLevel listedNow,
      @Nullable LocalDate departed,
      LocalDate arrived) {

    static Affected of(Row row) {
      return new Affected(
          row.getUUID("id"),
          row.getString("community"),
          row.getUUID("resident"),
          row.getString("origin"),
          RiskLevel.valueOf(row.getString("origin_risk")),
          RiskLevel.valueOf(row.getString("level")),
          row.getLocalDate("departed"),
          row.getLocalDate("arrived"));
    }
  }

  Uni<List<Affected>> list(
      @Nullable Division division, LocalDate arrivedFrom, @Nullable UUID after, int limit) {
    Division of = division == null ? scope.division() : division;
    scope.require(of);
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(arrivedFrom, of.prefix() + "%", after == null ? FIRST : after, limit))
        .map(
            rows -> {
              List<Affected> affected = new ArrayList<>(rows.size());
              rows.forEach(row -> affected.add(Affected.of(row)));
              return affected;
            });
  }
}
