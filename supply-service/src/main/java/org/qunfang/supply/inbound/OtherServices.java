package org.qunfang.supply.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.qunfang.eventstore.Inbox;

/** Listens to the resident and the isolation service. */
@ApplicationScoped
class OtherServices {

  private final Inbox inbox;

  OtherServices(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("resident")
  @Incoming("isolation")
  Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }
}
