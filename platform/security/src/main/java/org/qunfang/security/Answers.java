package org.qunfang.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The last hand on every refusal before it leaves: counts it, and logs a fault of ours under an id
 * that the caller is told.
 *
 * <p>Metric {@code qunfang.refused}: requests refused, by {@code code} and {@code status}.
 */
@Singleton
class Answers {

  private static final Logger LOG = Logger.getLogger(Answers.class);
  private static final int INTERNAL = 500;

  private final MeterRegistry metrics;

  Answers(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** The answer to a failure that was on its way to be answered with the given status. */
  Problem to(int status, @Nullable Throwable failure) {
    Problem answer = Refusals.of(status, failure);
    if (answer.status() != INTERNAL) {
      return answer;
    }
    String error = UUID.randomUUID().toString();
    LOG.errorf(failure == null ? null : Wordless.of(failure), "fault error=%s", error);
    return answer.with("error", error);
  }

  void count(Problem sent) {
    Counter.builder("qunfang.refused")
        .description("Requests refused, by the code of their problem")
        .tag("code", sent.code())
        .tag("status", Integer.toString(sent.status()))
        .register(metrics)
        .increment();
  }
}
