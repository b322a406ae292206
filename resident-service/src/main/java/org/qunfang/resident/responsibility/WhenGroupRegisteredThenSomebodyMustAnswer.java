package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.PlaceClosed;
import org.qunfang.events.ResidentEvent.PlaceKind;
import org.qunfang.events.ResidentEvent.PlaceRegistered;
import org.qunfang.eventstore.Follower;
import org.qunfang.eventstore.Told;

/** A village group is on the list of those without a unit from its first day to its last. */
@ApplicationScoped
class WhenGroupRegisteredThenSomebodyMustAnswer implements Follower {

  private final Units units;

  WhenGroupRegisteredThenSomebodyMustAnswer(Units units) {
    this.units = units;
  }

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Envelope told : appended) {
      if (told.event() instanceof PlaceRegistered place && place.kind() == PlaceKind.GROUP) {
        done = done.chain(() -> Units.list(session, place.place(), when(told)));
      }
      if (told.event() instanceof PlaceClosed place && place.kind() == PlaceKind.GROUP) {
        done = done.chain(() -> units.close(session, place.place(), when(told)));
      }
    }
    return done;
  }

  private static Told when(Envelope told) {
    return new Told(told.community(), told.time(), told.actor());
  }
}
