package org.qunfang.eventstore;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * The Vert.x context of the caller. Sessions, the caller's identity and its trace belong to it, so
 * whatever another thread completes (a timer, a Kafka producer, a transaction that several requests
 * share) goes on here.
 */
public final class Here {

  private Here() {}

  /** Runs in the context that this is called in; outside of any, at once. */
  static Executor executor() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
  }

  /** A new context, for work that comes from no request: a timer, a start, a test. */
  public static Executor ofItsOwn(Vertx vertx) {
    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(own, true);
    return task -> own.runOnContext(nothing -> task.run());
  }
}
