package org.qunfang.security;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Hands a resource the body that the {@link Edge} has read already, to learn its length. */
public class MeasuredBody {

  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  void handOver(ContainerRequestContext resource, RoutingContext request) {
    Buffer body = request.body().buffer();
    if (body != null) {
      resource.setEntityStream(new ByteArrayInputStream(body.getBytes()));
    }
  }
}
