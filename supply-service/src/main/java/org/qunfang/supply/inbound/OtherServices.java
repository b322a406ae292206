package org.qunfang.supply.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.qunfang.eventstore.Inbox;

/**
 * Listens to the resident and the isolation service. Each topic has a method of its own: where two
 * flow into one, the connector reads thirty batches ahead of it, more than a small heap holds.
 */
@ApplicationScoped
class OtherServices {

  private final Inbox inbox;

  OtherServices(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("resident")
  Uni<Void> resident(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }

  @Incoming("isolation")
  Uni<Void> isolation(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }
}
