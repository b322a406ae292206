package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Keeps rows of its own for every household, from the transaction on in which it is registered. */
public interface HouseholdFollower {

  /** These have just come onto the register; it only adds, and decides nothing. */
  Uni<Void> registered(SqlConnection connection, List<RegisteredHousehold> households);
}
