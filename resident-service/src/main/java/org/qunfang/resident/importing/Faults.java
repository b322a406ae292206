package org.qunfang.resident.importing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was wrong with the rows of an import. */
@ApplicationScoped
class Faults {

  private static final String ADD =
      """
      insert into roster_fault (import, row, place, field, code)
      select $1::uuid, f.* from unnest($2::int[], $3::int[], $4::text[], $5::text[]) f
      """;

  private static final String PAGE =
      """
      select row, field, code from roster_fault
       where import = $1
         and row in (select distinct row from roster_fault where import = $1 and row > $2 order by row limit $3)
       order by row, place
      """;

  private final Pool pool;

  Faults(Pool pool) {
    this.pool = pool;
  }

  /** Keeps them; all of one row come at once. */
  static Uni<Void> add(SqlConnection connection, UUID id, List<Fault> faults) {
    if (faults.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int n = faults.size();
    Integer[] rows = new Integer[n];
    Integer[] places = new Integer[n];
    @Nullable String[] fields = new String[n];
    String[] codes = new String[n];
    Map<Integer, Integer> found = new HashMap<>();
    for (int i = 0; i < n; i++) {
      Fault fault = faults.get(i);
      rows[i] = fault.row();
      places[i] = found.merge(fault.row(), 1, Integer::sum);
      fields[i] = fault.field();
      codes[i] = fault.code();
    }
    return connection
        .preparedQuery(ADD)
        .execute(Tuple.of(id, rows, places, fields, codes))
        .replaceWithVoid();
  }

  /** All that is wrong with so many rows that come after that one. */
  Uni<List<Fault>> page(UUID id, int after, int limit) {
    return pool.preparedQuery(PAGE)
        .execute(Tuple.of(id, after, limit))
        .map(
            rows -> {
              List<Fault> page = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      page.add(
                          new Fault(
                              row.getInteger("row"),
                              row.getString("field"),
                              row.getString("code"))));
              return page;
            });
  }
}
