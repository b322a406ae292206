package org.qunfang.local;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.qunfang.local.bench.City;

/**
 * Gates as they should be built: each passage is told again under the same key, however often that
 * takes, until it is accepted.
 */
final class StubbornGates implements AutoCloseable {

  private static final int GATES = 4;

  /** A gate does not ask faster than this while nobody answers. */
  private static final Duration BREATH = Duration.ofMillis(20);

  private final City city;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong toldAgain = new AtomicLong();
  private final List<Thread> gates = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean closing;

  StubbornGates(City city) {
    this.city = city;
    for (int i = 0; i < GATES; i++) {
      gates.add(
          Thread.ofVirtual()
              .uncaughtExceptionHandler((gate, thrown) -> failure.compareAndSet(null, thrown))
              .start(this::work));
    }
  }

  /** Passages accepted so far. */
  long accepted() {
    return accepted.get();
  }

  /** How often a passage had to be told again. */
  long toldAgain() {
    return toldAgain.get();
  }

  /** Returns when some more have been accepted. */
  void awaitMore(long more) {
    long enough = accepted.get() + more;
    await().atMost(3, MINUTES).until(() -> accepted.get() >= enough || failure.get() != null);
    requireAllWell();
  }

  private void requireAllWell() {
    if (failure.get() != null) {
      throw new IllegalStateException("a gate gave up", failure.get());
    }
  }

  private void work() {
    while (!closing) {
      HttpRequest passage = passage();
      while (!isAccepted(passage)) {
        toldAgain.incrementAndGet();
        LockSupport.parkNanos(BREATH.toNanos());
      }
      accepted.incrementAndGet();
    }
  }

  private HttpRequest passage() {
    Buffer body = city.passages().get();
    return HttpRequest.newBuilder(city.url(Service.CHECKPOINT, "/passages"))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + city.gateSystem())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes()))
        .build();
  }

  private boolean isAccepted(HttpRequest passage) {
    try {
      int status = http.send(passage, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 400 && status < 500 && status != 429) {
        throw new IllegalStateException("a gate was answered " + status);
      }
      return status < 300;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Every gate has its last passage accepted first. */
  @Override
  public void close() {
    closing = true;
    await().atMost(3, MINUTES).until(() -> gates.stream().noneMatch(Thread::isAlive));
    requireAllWell();
  }
}
