package org.qunfang.checkpoint.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.qunfang.eventstore.Inbox;

/** The topics that this service listens to; what it does about an event is a Reaction. */
@ApplicationScoped
class OthersEvents {

  private final Inbox inbox;

  OthersEvents(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("others")
  Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }
}
