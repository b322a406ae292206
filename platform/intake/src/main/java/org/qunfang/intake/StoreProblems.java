package org.qunfang.intake;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.qunfang.events.Rejection;
import org.qunfang.eventstore.CollidedTooOften;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.KeyReused;
import org.qunfang.eventstore.Overloaded;
import org.qunfang.security.Problem;

/** What the event store refuses, as problems. */
public class StoreProblems {

  private static final Duration SOON = Duration.ofSeconds(1);

  /** A decider's refusal as a problem. */
  public static Problem of(Rejection reason) {
    return switch (reason.kind()) {
      case NOT_FOUND -> Problem.notFound(reason.name(), reason.detail());
      case CONFLICT -> Problem.conflict(reason.name(), reason.detail());
      case INVALID -> Problem.unprocessable(reason.name(), reason.detail());
    };
  }

  static Problem concurrentChange() {
    return Problem.conflict(
        "CONCURRENT_CHANGE", "Others keep changing the same thing; look again and repeat.");
  }

  @ServerExceptionMapper
  Response rejected(CommandRejected refused) {
    return of(refused.reason()).toResponse();
  }

  @ServerExceptionMapper
  Response collided(CollidedTooOften refused) {
    return concurrentChange().toResponse();
  }

  @ServerExceptionMapper
  Response keyReused(KeyReused refused) {
    return Problem.unprocessable(
            "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key came with another request before.")
        .toResponse();
  }

  @ServerExceptionMapper
  Response overloaded(Overloaded refused) {
    return Problem.unavailable(
            "OVERLOADED", "Too much is waiting to be stored; nothing was done.", SOON)
        .toResponse();
  }
}
