package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.SupplyEvent.OrderPacked;

/** Writes down every version that was appended, and cannot bear one order. */
@ApplicationScoped
class Following implements Follower {

  static final UUID UNBEARABLE = new UUID(0, 13);

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    Uni<Void> followed = Uni.createFrom().voidItem();
    for (Envelope told : appended) {
      if (told.event() instanceof OrderPacked(UUID order) && order.equals(UNBEARABLE)) {
        return Uni.createFrom().failure(new UnsupportedOperationException("unlucky"));
      }
      followed =
          followed.chain(
              () ->
                  session
                      .createNativeQuery("insert into followed (stream, version) values (?1, ?2)")
                      .setParameter(1, told.stream())
                      .setParameter(2, told.version())
                      .executeUpdate()
                      .replaceWithVoid());
    }
    return followed;
  }
}
