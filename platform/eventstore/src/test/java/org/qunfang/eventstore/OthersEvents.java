package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The way events of others come in, as every service has it. */
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
