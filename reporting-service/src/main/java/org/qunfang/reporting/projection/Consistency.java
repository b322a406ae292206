package org.qunfang.reporting.projection;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.security.Roles;

/**
 * The ledger's own proof: every page of a division above the community is the sum of the pages of
 * those directly below it, day by day.
 */
@Path("/admin/consistency")
@RolesAllowed(Roles.OPERATOR)
public class Consistency {

  private final Pool pool;

  Consistency(Pool pool) {
    this.pool = pool;
  }

  /**
   * What the proof came to.
   *
   * @param pages of divisions above the community that were compared with the sums below them
   * @param differences those that differ: anything but 0 is a defect
   */
  public record Proof(boolean consistent, long pages, long differences) {}

  /** Proves a division and everything below it, or the whole ledger. */
  @GET
  @Operation(summary = "Whether every division is the sum of those below it")
  public Uni<Proof> prove(@QueryParam("division") @Nullable Division division) {
    Division of = division == null ? Division.COUNTRY : division;
    return pool.preparedQuery(
            """
            select count(*), count(*) filter (where (%1$s) is distinct from (%2$s))
              from (select * from ledger
                     where division between $1 and $2 and division %% 1000 = 0) upper
              full join (select d.parent, l.month, l.metric, %3$s
                           from ledger l join division d on d.code = l.division
                          where d.parent between $1 and $2 and d.level > 2
                          group by d.parent, l.month, l.metric) below
                on below.parent = upper.division and below.month = upper.month and below.metric = upper.metric
            """
                .formatted(
                    each("upper.d%d"), each("below.d%d"), each("sum(l.d%1$d)::bigint as d%1$d")))
        .execute(Tuple.of(Long.parseLong(of.code()), Long.parseLong(of.last())))
        .map(
            rows -> {
              var row = rows.iterator().next();
              return new Proof(row.getLong(1) == 0, row.getLong(0), row.getLong(1));
            });
  }

  private static String each(String pattern) {
    return IntStream.rangeClosed(1, Days.MOST).mapToObj(pattern::formatted).collect(joining(", "));
  }
}
