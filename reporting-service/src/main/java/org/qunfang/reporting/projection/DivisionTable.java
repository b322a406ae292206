package org.qunfang.reporting.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.ResidentEvent.DivisionAbolished;
import org.qunfang.events.ResidentEvent.DivisionAdded;
import org.qunfang.events.ResidentEvent.DivisionEvent;
import org.qunfang.events.ResidentEvent.DivisionRenamed;

/** The divisions that reports name, as the resident service imports them. */
final class DivisionTable {

  private static final String ADD =
      """
      insert into division (code, parent, level, name) values ($1, $2, $3, $4)
          on conflict (code) do update set name = excluded.name, abolished = false
      """;

  private DivisionTable() {}

  /** Follows the imports among these events, in their order. */
  static Uni<Void> follow(SqlConnection session, List<DomainEvent> events) {
    Uni<Void> followed = Uni.createFrom().voidItem();
    for (DomainEvent event : events) {
      if (event instanceof DivisionEvent change) {
        followed = followed.chain(() -> follow(session, change));
      }
    }
    return followed;
  }

  private static Uni<Void> follow(SqlConnection session, DivisionEvent change) {
    return switch (change) {
      case DivisionAdded(var division, var name) ->
          execute(
              session,
              ADD,
              Tuple.of(
                  number(division),
                  division.parent().map(DivisionTable::number).orElse(null),
                  (short) division.level().ordinal(),
                  name));
      case DivisionRenamed(var division, var was, var name) ->
          execute(
              session,
              "update division set name = $2 where code = $1",
              Tuple.of(number(division), name));
      case DivisionAbolished(var division) ->
          execute(
              session,
              "update division set abolished = true where code = $1",
              Tuple.of(number(division)));
    };
  }

  private static Uni<Void> execute(SqlConnection session, String statement, Tuple values) {
    return session.preparedQuery(statement).execute(values).replaceWithVoid();
  }

  private static Long number(Division division) {
    return Long.parseLong(division.code());
  }
}
