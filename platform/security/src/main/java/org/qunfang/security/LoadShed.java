package org.qunfang.security;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the outside one instance takes in hand at once, in requests and in bytes of their
 * bodies. Beyond it a request is refused in microseconds, before its token is verified or its body
 * read, and told when to come again: a morning peak then costs the late some seconds instead of
 * costing everybody the service.
 *
 * <p>Two counters and no queue. A bulkhead of a fault-tolerance library would stand behind
 * authentication and the reading of the body, which are most of the work that must be spared.
 *
 * <p>Metrics {@code qunfang.requests.in.hand} and {@code qunfang.requests.in.hand.bytes}.
 */
@Singleton
public class LoadShed {

  /** How much one instance takes in hand. */
  @ConfigMapping(prefix = "qunfang.load")
  public interface Limits {

    /** Requests accepted and not yet answered. */
    @WithDefault("1024")
    int requests();

    /** Bytes of the bodies of those requests, as their senders declare them. */
    @WithDefault("32M")
    MemorySize bytes();
  }

  private final int requests;
  private final long bytes;
  private final AtomicInteger requestsInHand = new AtomicInteger();
  private final AtomicLong bytesInHand = new AtomicLong();

  LoadShed(Limits limits, MeterRegistry metrics) {
    this.requests = limits.requests();
    this.bytes = limits.bytes().asLongValue();
    Gauge.builder("qunfang.requests.in.hand", requestsInHand, AtomicInteger::get)
        .description("Requests accepted and not yet answered")
        .register(metrics);
    Gauge.builder("qunfang.requests.in.hand.bytes", bytesInHand, AtomicLong::get)
        .description("Bytes of the bodies of requests accepted and not yet answered")
        .baseUnit("bytes")
        .register(metrics);
  }

  /**
   * Takes a request in hand, or answers false: then nothing was taken, and nothing is to be let go.
   */
  boolean take(long bodyBytes) {
    if (requestsInHand.incrementAndGet() > requests) {
      requestsInHand.decrementAndGet();
      return false;
    }
    if (bytesInHand.addAndGet(bodyBytes) > bytes && bodyBytes > 0) {
      letGo(bodyBytes);
      return false;
    }
    return true;
  }

  /** Lets a request go that was taken, however it ended. */
  void letGo(long bodyBytes) {
    requestsInHand.decrementAndGet();
    bytesInHand.addAndGet(-bodyBytes);
  }
}
