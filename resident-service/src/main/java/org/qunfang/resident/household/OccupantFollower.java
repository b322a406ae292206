package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps figures of its own on those who live in households, in the transaction they change in. */
public interface OccupantFollower {

  /** So many more live in each of these households. */
  Uni<Void> movedIn(SqlConnection connection, Map<UUID, Integer> people);

  /** One more lives there. */
  Uni<Void> movedIn(Mutiny.Session session, UUID household);

  /** That resident lives there no longer. */
  Uni<Void> movedOut(Mutiny.Session session, UUID household, UUID resident);
}
