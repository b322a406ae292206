package org.qunfang.intake;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a collector of traces would get. */
@Singleton
class ExportedSpans {

  @Produces
  @Singleton
  @Unremovable
  InMemorySpanExporter exporter() {
    return InMemorySpanExporter.create();
  }
}
