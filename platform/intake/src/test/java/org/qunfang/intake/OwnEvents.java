package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.eventstore.Inbox;
import org.qunfang.eventstore.Reaction;

/** The service hears of its own cases, as another would. */
@ApplicationScoped
class OwnEvents implements Reaction {

  private final Inbox inbox;

  OwnEvents(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("own")
  Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(CaseReported.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    return Uni.createFrom().voidItem();
  }
}
