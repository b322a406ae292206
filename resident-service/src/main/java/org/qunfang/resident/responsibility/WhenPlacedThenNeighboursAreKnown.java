package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.HouseholdPlaced;
import org.qunfang.eventstore.Follower;

/** A household that lies in another place has other neighbours. */
@ApplicationScoped
class WhenPlacedThenNeighboursAreKnown implements Follower {

  private static final String MOVE =
      """
      update household_duty
         set place = :place, around = (select within from place where id = :place)
       where id = :household
      """;

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Envelope told : appended) {
      if (told.event() instanceof HouseholdPlaced placed) {
        done = done.chain(() -> move(session, placed));
      }
    }
    return done;
  }

  private static Uni<Void> move(Mutiny.Session session, HouseholdPlaced placed) {
    return session
        .createNativeQuery(MOVE)
        .setParameter("place", placed.place())
        .setParameter("household", placed.household())
        .executeUpdate()
        .replaceWithVoid();
  }
}
