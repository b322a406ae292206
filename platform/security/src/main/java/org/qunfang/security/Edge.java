package org.qunfang.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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

  /** A character that PostgreSQL's text does not have; no address needs it. */
  private static final String ENCODED_NUL = "%00";

  private static final long UNKNOWN = -1;

  /** Where a request keeps what is in hand of a body until its length is known. */
  private static final String UNMEASURED = "qunfang.unmeasured";

  /** With which a body, or what is left of it, is not read. */
  private static final Set<Integer> LEAVING_A_BODY = Set.of(408, 411, 413);

  private static final int[] ANSWERED_BY_THE_ROUTER = {400, 404, 405, 406, 408, 413, 415, 500};

  private final LoadShed load;
  private final BodiesOnTheirWay bodies;
  private final Answers answers;
  private final ObjectMapper json;
  private final long largestBody;
  private final long largestUpload;
  private final Set<String> uploads;
  private final Duration uploadWithin;
  private final BodyHandler measuring;

  Edge(
      LoadShed load,
      BodiesOnTheirWay bodies,
      Answers answers,
      ObjectMapper json,
      LoadShed.Limits limits,
      @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize largestBody,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestUpload) {
    this.load = load;
    this.bodies = bodies;
    this.answers = answers;
    this.json = json;
    this.largestBody = largestBody.asLongValue();
    this.largestUpload = largestUpload.asLongValue();
    this.uploads = Set.copyOf(limits.uploads().orElse(List.of()));
    this.uploadWithin = limits.uploadWithin();
    this.measuring = BodyHandler.create(false).setBodyLimit(this.largestBody);
  }

  void stand(@Observes Router router) {
    router
        .route()
        .order(OUTERMOST)
        .handler(this::admit)
        .handler(this::admitMeasured)
        .failureHandler(this::refuse);
    for (int status : ANSWERED_BY_THE_ROUTER) {
      router.errorHandler(status, this::refuse);
    }
  }

  private void admit(RoutingContext request) {
    if (request.request().uri().contains(ENCODED_NUL)) {
      request.fail(Refusals.malformedParameter());
      return;
    }
    boolean upload = isUpload(request);
    long declared = declaredBody(request.request());
    if (declared > (upload ? largestUpload : largestBody)) {
      request.fail(413);
      return;
    }
    if (upload) {
      admitUpload(request, declared);
      return;
    }
    long body = declared == UNKNOWN ? largestBody : declared;
    if (!load.take(body)) {
      request.fail(429);
      return;
    }
    if (body > 0) {
      bodies.expect(request);
    }
    AtomicLong inHand = new AtomicLong(body);
    request.addEndHandler(ended -> load.letGo(inHand.get()));
    if (declared == UNKNOWN) {
      // Read here: it may outgrow the limit, and the framework would then end it without a word.
      request.put(UNMEASURED, inHand);
      measuring.handle(request);
    } else {
      request.next();
    }
  }

  private boolean isUpload(RoutingContext request) {
    return request.request().method().equals(HttpMethod.POST)
        && uploads.contains(request.normalizedPath());
  }

  /**
   * It is read by its resource, as it comes and once it is known who sends it. Nobody there counts
   * with it, so its length is known beforehand.
   */
  private void admitUpload(RoutingContext request, long declared) {
    if (declared == UNKNOWN) {
      request.fail(411);
      return;
    }
    if (!load.takeUpload()) {
      request.fail(429);
      return;
    }
    bodies.expect(request, uploadWithin);
    request.addEndHandler(ended -> load.letGoUpload());
    request.next();
  }

  /** A body that has come counts as what it is: a passage sent in chunks is no upload. */
  private void admitMeasured(RoutingContext request) {
    AtomicLong inHand = request.get(UNMEASURED);
    if (inHand != null) {
      long body = Math.max(0, request.body().length());
      load.measured(inHand.getAndSet(body), body);
    }
    request.next();
  }

  /** What the sender says will come, or {@link #UNKNOWN}. */
  private static long declaredBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      try {
        return Math.max(0, Long.parseLong(length));
      } catch (NumberFormatException notANumber) {
        return 0;
      }
    }
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : UNKNOWN;
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
    if (LEAVING_A_BODY.contains(problem.status())) {
      hangUp(request);
    }
    response.end(body(problem));
  }

  /**
   * What still comes of a refused body is thrown away, or its sender, who writes before reading,
   * would not see the answer; the connection is of no more use.
   */
  private void hangUp(RoutingContext request) {
    HttpServerRequest sending = request.request();
    request.response().putHeader(HttpHeaders.CONNECTION, "close");
    if (sending.isEnded()) {
      request.response().endHandler(answered -> BodiesOnTheirWay.cut(sending));
    } else {
      sending.handler(thrownAway -> {}).endHandler(sent -> BodiesOnTheirWay.cut(sending)).resume();
      bodies.expect(request);
    }
  }

  private Buffer body(Problem problem) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(problem));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a problem that cannot be written", e);
    }
  }
}
