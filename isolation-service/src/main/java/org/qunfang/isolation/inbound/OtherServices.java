package org.qunfang.isolation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.qunfang.eventstore.Inbox;

/**
 * Listens to residents and gates, and to this service's own checks: what a check finds is acted
 * upon exactly once, after it is durable, whoever told it.
 *
 * <p>A channel each, so that a million passages do not hold up one case.
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

  @Incoming("checkpoint")
  Uni<Void> checkpoint(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }

  @Incoming("isolation")
  Uni<Void> isolation(ConsumerRecords<String, byte[]> batch) {
    return inbox.consume(batch);
  }
}
