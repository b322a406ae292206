package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;

/** Keeps figures of its own on those who live in households, in the transaction they change in. */
public interface OccupantFollower {

  /** A household that so many more live in now, and the community that it is in. */
  record MovedIn(UUID household, Division community, int people) {}

  /** So many more live in each of these households. */
  Uni<Void> movedIn(SqlConnection connection, List<MovedIn> homes);

  /** One more lives there. */
  Uni<Void> movedIn(Mutiny.Session session, UUID household, Division community);

  /** That resident lives there no longer. */
  Uni<Void> movedOut(Mutiny.Session session, UUID household, UUID resident);
}
