package org.qunfang.security;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bodies that have not arrived in full, and a deadline for each: whoever sends a byte a second
 * holds a place that others wait for. The time-outs of connections do not see that, since something
 * comes all the time.
 *
 * <p>Looked through once a second, because that costs the thousands that arrive at once nothing; a
 * timer for each would.
 */
@Singleton
class BodiesOnTheirWay {

  private static final long LOOK_EVERY_MILLIS = 1000;

  private final Map<RoutingContext, Expected> bodies = new ConcurrentHashMap<>();
  private final Duration within;

  BodiesOnTheirWay(LoadShed.Limits limits, Vertx vertx) {
    this.within = limits.bodyWithin();
    vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> giveUpTheLate());
  }

  /** Since when and for how long, and where whatever is done about a request is done. */
  private record Expected(long sinceNanos, long withinNanos, Context context) {}

  /** Expects the body of a request that has just begun, or what is left of it. */
  void expect(RoutingContext request) {
    expect(request, within);
  }

  /** The same of one that may take its time. */
  void expect(RoutingContext request, Duration within) {
    bodies.put(
        request,
        new Expected(System.nanoTime(), within.toNanos(), request.vertx().getOrCreateContext()));
    request.addEndHandler(
        ended -> {
          if (hasArrived(request)) {
            bodies.remove(request);
          }
        });
  }

  private void giveUpTheLate() {
    long now = System.nanoTime();
    bodies.forEach(
        (request, expected) -> {
          if (hasArrived(request)) {
            bodies.remove(request);
          } else if (now - expected.sinceNanos() > expected.withinNanos()
              && bodies.remove(request) != null) {
            expected.context().runOnContext(now2 -> giveUp(request));
          }
        });
  }

  private static boolean hasArrived(RoutingContext request) {
    return request.request().isEnded() || request.response().closed();
  }

  private static void giveUp(RoutingContext request) {
    if (hasArrived(request)) {
      // Meanwhile.
      return;
    }
    if (request.response().ended()) {
      cut(request.request());
    } else {
      request.fail(408);
    }
  }

  /** Ends the connection. */
  static void cut(HttpServerRequest sending) {
    sending.connection().close();
  }
}
