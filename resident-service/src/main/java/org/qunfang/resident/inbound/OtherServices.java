package org.qunfang.resident.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.qunfang.eventstore.Inbox;

/**
 * Listens to gates, isolation and supply, and to what this service itself publishes by the
 * thousand; what it does about an event is a reaction.
 *
 * <p>A channel each, so that a million passages do not hold up one order of isolation.
 */
@ApplicationScoped
class OtherServices {

  private final Inbox inbox;

  OtherServices(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("checkpoint")
  Uni<Void> checkpoint(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }

  @Incoming("isolation")
  Uni<Void> isolation(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }

  @Incoming("supply")
  Uni<Void> supply(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }

  @Incoming("resident")
  Uni<Void> resident(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }
}
