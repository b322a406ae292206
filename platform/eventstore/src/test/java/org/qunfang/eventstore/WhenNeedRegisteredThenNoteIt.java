package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRegistered;

/**
 * Notes every need. Utilities it cannot bear until it is mended, and parcels the database refuses.
 */
@ApplicationScoped
class WhenNeedRegisteredThenNoteIt implements Reaction {

  static final AtomicBoolean MENDED = new AtomicBoolean();

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(NeedRegistered.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    NeedRegistered registered = (NeedRegistered) received.envelope().event();
    if (registered.category() == NeedCategory.UTILITIES && !MENDED.get()) {
      throw new UnsupportedOperationException("no power");
    }
    return session
        .createNativeQuery("insert into noted (need, category) values (?1, ?2)")
        .setParameter(1, registered.need())
        .setParameter(2, registered.category().name())
        .executeUpdate()
        .replaceWithVoid();
  }
}
