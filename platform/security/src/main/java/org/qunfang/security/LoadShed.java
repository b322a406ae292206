package org.qunfang.security;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the outside one instance takes in hand at once, in requests and in bytes of their
 * bodies. Beyond it a request is refused in microseconds, before its token is verified or its body
 * read, and told when to come again: a morning peak then costs the late some seconds instead of
 * costing everybody the service.
 *
 * <p>Large bodies have a small budget of their own: they are slow to arrive, and a few uploads that
 * crawl must not take the place of a thousand passages at a gate.
 *
 * <p>Counters and no queue. A bulkhead of a fault-tolerance library would stand behind
 * authentication and the reading of the body, which are most of the work that must be spared.
 *
 * <p>Metrics {@code qunfang.requests.in.hand}, {@code qunfang.requests.in.hand.bytes} and {@code
 * qunfang.requests.in.hand.large.bytes}.
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
    @WithDefault("16M")
    MemorySize bytes();

    /** A body longer than this is large, and counts in {@link #largeBytes} instead. */
    @WithDefault("64K")
    MemorySize largeBody();

    /** Bytes of the large bodies in hand: so many uploads at once. */
    @WithDefault("16M")
    MemorySize largeBytes();

    /** How long a body may take to arrive. */
    @WithDefault("20S")
    Duration bodyWithin();

    /**
     * Addresses that take whole files by {@code POST}: as long as {@code
     * quarkus.http.limits.max-body-size} allows, read as they come and never held in memory.
     */
    Optional<List<String>> uploads();

    /** So many files on their way or being read at once. */
    @WithDefault("4")
    int uploadsAtOnce();

    /** How long a file may take to arrive. */
    @WithDefault("5M")
    Duration uploadWithin();
  }

  private final int requests;
  private final long bytes;
  private final long largeBody;
  private final long largeBytes;
  private final int uploads;
  private final AtomicInteger uploadsInHand = new AtomicInteger();
  private final AtomicInteger requestsInHand = new AtomicInteger();
  private final AtomicLong bytesInHand = new AtomicLong();
  private final AtomicLong largeBytesInHand = new AtomicLong();

  LoadShed(Limits limits, MeterRegistry metrics) {
    this.requests = limits.requests();
    this.bytes = limits.bytes().asLongValue();
    this.largeBody = limits.largeBody().asLongValue();
    this.largeBytes = limits.largeBytes().asLongValue();
    this.uploads = limits.uploadsAtOnce();
    Gauge.builder("qunfang.requests.in.hand", requestsInHand, AtomicInteger::get)
        .description("Requests accepted and not yet answered")
        .register(metrics);
    Gauge.builder("qunfang.requests.in.hand.bytes", bytesInHand, AtomicLong::get)
        .description("Bytes of the bodies of requests accepted and not yet answered")
        .baseUnit("bytes")
        .register(metrics);
    Gauge.builder("qunfang.requests.in.hand.large.bytes", largeBytesInHand, AtomicLong::get)
        .description("Bytes of the large bodies of requests accepted and not yet answered")
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
    long budget = isLarge(bodyBytes) ? largeBytes : bytes;
    boolean fits = inHand(bodyBytes).addAndGet(bodyBytes) <= budget;
    if (!fits && bodyBytes > 0) {
      letGo(bodyBytes);
      return false;
    }
    return true;
  }

  /** The same for a file that is read as it comes: it counts, and its length does not. */
  boolean takeUpload() {
    if (uploadsInHand.incrementAndGet() > uploads || !take(0)) {
      uploadsInHand.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Lets a request with a file go that was taken. */
  void letGoUpload() {
    uploadsInHand.decrementAndGet();
    letGo(0);
  }

  /** Lets a request go that was taken, however it ended. */
  void letGo(long bodyBytes) {
    requestsInHand.decrementAndGet();
    inHand(bodyBytes).addAndGet(-bodyBytes);
  }

  /** A body taken in hand as the longest allowed has come, and is so long. */
  void measured(long allowedBytes, long bodyBytes) {
    inHand(bodyBytes).addAndGet(bodyBytes);
    inHand(allowedBytes).addAndGet(-allowedBytes);
  }

  private AtomicLong inHand(long bodyBytes) {
    return isLarge(bodyBytes) ? largeBytesInHand : bytesInHand;
  }

  private boolean isLarge(long bodyBytes) {
    return bodyBytes > largeBody;
  }
}
