package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.qunfang.resident.household.HouseholdFollower;
import org.qunfang.resident.household.RegisteredHousehold;

/** Whoever comes onto the register is somebody that nobody answers for yet. */
@ApplicationScoped
class NewHouseholds implements HouseholdFollower {

  private static final String LIST =
      """
      insert into household_duty (id, community, version, compound, building, changed, registered)
      select id, community, 0, compound, building, registered, registered
        from household where id = any($1)
      """;

  @Override
  public Uni<Void> registered(SqlConnection connection, List<RegisteredHousehold> households) {
    return connection
        .preparedQuery(LIST)
        .execute(Tuple.of(households.stream().map(RegisteredHousehold::id).toArray(UUID[]::new)))
        .replaceWithVoid();
  }
}
