package org.qunfang.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The outermost layer of a service: sheds load, turns away bodies that are too large, and gives
 * whatever fails before or beside a resource (authentication, the policy enforcer, an unknown
 * address) the same form of answer as a resource's own refusals.
 */
@ApplicationScoped
class Edge {

  /** Before the framework's own handlers, of which authentication is the first. */
  private static final int OUTERMOST = -10_000;

  private static final int[] ANSWERED_BY_THE_ROUTER = {400, 404, 405, 406, 413, 415, 500};

  private final LoadShed load;
  private final Answers answers;
  private final ObjectMapper json;
  private final long largestBody;

  Edge(
      LoadShed load,
      Answers answers,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
    this.load = load;
    this.answers = answers;
    this.json = json;
    this.largestBody = largestBody.asLongValue();
  }

  void stand(@Observes Router router) {
    router.route().order(OUTERMOST).handler(this::admit).failureHandler(this::refuse);
    for (int status : ANSWERED_BY_THE_ROUTER) {
      router.errorHandler(status, this::refuse);
    }
  }

  private void admit(RoutingContext request) {
    long body = declaredBody(request.request());
    if (body > largestBody) {
      // The body is still on its way; the connection is of no more use.
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
      request.fail(413);
      return;
    }
    if (!load.take(body)) {
      request.fail(429);
      return;
    }
    request.addEndHandler(ended -> load.letGo(body));
    request.next();
  }

  /**
   * What the sender says will come; a body sent without saying how long it is counts as the longest
   * allowed.
   */
  private long declaredBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      try {
        return Long.parseLong(length);
      } catch (NumberFormatException notANumber) {
        return 0;
      }
    }
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : largestBody;
  }

  private void refuse(RoutingContext request) {
    HttpServerResponse response = request.response();
    if (response.ended()) {
      return;
    }
    if (response.headWritten()) {
      response.end();
      return;
    }
    Problem problem = answers.to(request.statusCode(), request.failure());
    answers.count(problem);
    response.setStatusCode(problem.status());
    problem.headers().forEach(response::putHeader);
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
    response.end(body(problem));
  }

  private Buffer body(Problem problem) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(problem));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a problem that cannot be written", e);
    }
  }
}
