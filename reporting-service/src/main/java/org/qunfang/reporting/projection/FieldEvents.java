package org.qunfang.reporting.projection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the other services publish, in batches of all their topics together. */
@ApplicationScoped
class FieldEvents {

  private final Projection projection;

  FieldEvents(Projection projection) {
    this.projection = projection;
  }

  @Incoming("field-events")
  Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
    return projection.project(batch);
  }
}
