package org.qunfang.local.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A load of HTTP requests over kept-alive connections, closed (every connection sends again as soon
 * as it is answered) or open (a fixed rate, latency counted from the moment a request was due, so
 * that a stall is not hidden).
 *
 * <p>How busy its own threads were is part of the result: a client near 1.0 would have measured
 * itself.
 */
final class Load {

  private static final int LOOPS = 2;
  private static final long TICK_MILLIS = 1;

  private final URI target;
  private final Supplier<Map<String, String>> headers;
  private final HttpMethod method;
  private final Supplier<@Nullable Buffer> body;
  private final Supplier<String> path;

  Load(
      URI target,
      HttpMethod method,
      Supplier<Map<String, String>> headers,
      Supplier<@Nullable Buffer> body) {
    this(target, method, headers, body, () -> uri(target));
  }

  /**
   * Each request to a path of its own at the target.
   *
   * @param headers asked for each time, since a token may expire on the way
   */
  Load(
      URI target,
      HttpMethod method,
      Supplier<Map<String, String>> headers,
      Supplier<@Nullable Buffer> body,
      Supplier<String> path) {
    this.path = path;
    this.target = target;
    this.method = method;
    this.headers = headers;
    this.body = body;
  }

  /**
   * What a load achieved.
   *
   * @param perSecond requests answered 2xx a second
   * @param failures requests answered otherwise or not at all
   * @param clientBusy how much of its threads' time the client itself needed
   */
  record Result(
      double perSecond,
      long failures,
      Histogram micros,
      double clientBusy,
      @Nullable String failure) {
    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  /** As fast as the connections are answered. */
  Result closed(int connections, Duration warmUp, Duration measure) {
    return run(connections, 0, warmUp, measure);
  }

  /** At a fixed rate. */
  Result open(int connections, double perSecond, Duration warmUp, Duration measure) {
    return run(connections, perSecond, warmUp, measure);
  }

  private Result run(int connections, double perSecond, Duration warmUp, Duration measure) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    try {
      Counters counters = new Counters();
      await(
          vertx.deployVerticle(
              () -> new Users(counters, connections / LOOPS, perSecond / LOOPS),
              new DeploymentOptions().setInstances(LOOPS)));
      sleep(warmUp);
      long cpu = counters.cpu();
      counters.begin();
      long from = System.nanoTime();
      sleep(measure);
      counters.end();
      double seconds = (System.nanoTime() - from) / 1e9;
      double busy = (counters.cpu() - cpu) / 1e9 / seconds / LOOPS;
      return new Result(
          counters.answered.sum() / seconds,
          counters.failed.sum(),
          counters.micros.copy(),
          busy,
          counters.firstFailure);
    } finally {
      await(vertx.close());
    }
  }

  private static final class Counters {
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(60_000_000L, 3);
    private final Map<Long, Boolean> threads = new java.util.concurrent.ConcurrentHashMap<>();
    private volatile boolean measuring;
    private volatile boolean stopped;
    private volatile @Nullable String firstFailure;

    void begin() {
      measuring = true;
    }

    void end() {
      measuring = false;
      stopped = true;
    }

    void answered(long nanos) {
      if (measuring) {
        answered.increment();
        micros.recordValue(Math.min(nanos / 1000, 60_000_000L));
      }
    }

    void failed(String why) {
      if (firstFailure == null) {
        firstFailure = why;
      }
      if (measuring) {
        failed.increment();
      }
    }

    long cpu() {
      ThreadMXBean beans = ManagementFactory.getThreadMXBean();
      return threads.keySet().stream().mapToLong(beans::getThreadCpuTime).sum();
    }
  }

  private final class Users extends AbstractVerticle {

    private final Counters counters;
    private final int connections;
    private final double perSecond;
    private final AtomicLong sent = new AtomicLong();

    Users(Counters counters, int connections, double perSecond) {
      this.counters = counters;
      this.connections = connections;
      this.perSecond = perSecond;
    }

    @Override
    public void start(Promise<Void> started) {
      counters.threads.put(Thread.currentThread().threadId(), true);
      HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setMaxPoolSize(connections)
                  .setKeepAlive(true)
                  .setPipelining(false)
                  .setMaxWaitQueueSize(-1));
      RequestOptions request =
          new RequestOptions()
              .setMethod(method)
              .setHost(target.getHost())
              .setPort(target.getPort())
              .setURI("/");
      if (perSecond == 0) {
        for (int i = 0; i < connections; i++) {
          again(client, request);
        }
      } else {
        atRate(client, request);
      }
      started.complete();
    }

    private void again(HttpClient client, RequestOptions request) {
      if (!counters.stopped) {
        send(client, request, System.nanoTime()).onComplete(done -> again(client, request));
      }
    }

    private void atRate(HttpClient client, RequestOptions request) {
      long from = System.nanoTime();
      vertx.setPeriodic(
          TICK_MILLIS,
          timer -> {
            if (counters.stopped) {
              vertx.cancelTimer(timer);
              return;
            }
            long due = (long) ((System.nanoTime() - from) / 1e9 * perSecond);
            while (sent.get() < due) {
              long dueAt = from + (long) (sent.getAndIncrement() / perSecond * 1e9);
              var unused = send(client, request, dueAt);
            }
          });
    }

    private Future<Void> send(HttpClient client, RequestOptions request, long from) {
      Buffer content = body.get();
      RequestOptions next = new RequestOptions(request).setURI(path.get());
      headers.get().forEach(next::addHeader);
      return client
          .request(next)
          .compose(open -> content == null ? open.send() : open.send(content))
          .compose(
              answer ->
                  answer
                      .body()
                      .map(
                          text -> {
                            if (answer.statusCode() < 300) {
                              counters.answered(System.nanoTime() - from);
                            } else {
                              counters.failed(answer.statusCode() + " " + text);
                            }
                            return (Void) null;
                          }))
          .otherwise(
              failure -> {
                if (!counters.stopped) {
                  counters.failed(String.valueOf(failure));
                }
                return null;
              });
    }
  }

  private static String uri(URI target) {
    return target.getRawQuery() == null
        ? target.getRawPath()
        : target.getRawPath() + "?" + target.getRawQuery();
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
