package org.qunfang.eventstore;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace that an event carries from the request that told it to the last projection that counts
 * it.
 */
public final class Traces {

  private static final int LENGTH = 55;

  private Traces() {}

  /**
   * The current trace in W3C form, or null outside a sampled one: an unsampled trace leads nowhere.
   */
  public static @Nullable String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() && span.isSampled()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }

  /** A span for what is done about an event, as a child of the request that told it. */
  public static Span consuming(String what, @Nullable String traceparent) {
    Tracer tracer = GlobalOpenTelemetry.getTracer("qunfang");
    return parent(traceparent)
        .map(
            parent ->
                tracer
                    .spanBuilder(what)
                    .setSpanKind(SpanKind.CONSUMER)
                    .setParent(Context.root().with(Span.wrap(parent)))
                    .startSpan())
        .orElseGet(Span::getInvalid);
  }

  private static Optional<SpanContext> parent(@Nullable String traceparent) {
    if (traceparent == null || traceparent.length() != LENGTH) {
      return Optional.empty();
    }
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            traceparent.substring(3, 35),
            traceparent.substring(36, 52),
            TraceFlags.fromHex(traceparent, 53),
            TraceState.getDefault());
    return parent.isValid() ? Optional.of(parent) : Optional.empty();
  }
}
