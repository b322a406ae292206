package org.qunfang.intake;

import io.opentelemetry.api.trace.Span;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Fails with the words of its caller, and tells the trace of it, as libraries do. */
@Path("/quoting")
@PermitAll
public class QuotingResource {

  static final String NAME = "张三";

  @GET
  public String fail() {
    var failure = new IllegalStateException("no bed for " + NAME);
    Span.current().recordException(failure);
    throw failure;
  }
}
